/**
 * Variables that begin with `MUNICLIMA_` but are not settings, with what reads them. Any that is neither
 * here nor in the settings is warned of as a likely slip of the pen.
 */
export const OTHER_VARIABLES: Readonly<Record<string, string>> = {
  MUNICLIMA_REAL_DATA: "Folder of real feed bodies; the tests that need them are skipped without it",
};
