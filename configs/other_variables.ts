/**
 * Variables that begin with `MUNICLIMA_` but are not settings, with what reads them. Any that is neither
 * here nor in the settings is warned of as a likely slip of the pen.
 */
export const OTHER_VARIABLES: Readonly<Record<string, string>> = {
  MUNICLIMA_S3_ADDRESSING: "path or virtual: whether the bucket's name stands in a URL's path or in its host",
  MUNICLIMA_S3_ENCRYPTION: "AES256, aws:kms or aws:kms:<key>: how S3 encrypts what is put there",
  MUNICLIMA_S3_STORAGE_CLASS: "Storage class of what never changes, such as STANDARD_IA",
  MUNICLIMA_CACHE_MEGABYTES:
    "What the copies of objects in a bucket may take on this machine; 4000 unless set",
  MUNICLIMA_REAL_DATA: "Folder of real feed bodies; the tests that need them are skipped without it",
};
