import { yamlList } from "./_yaml_list.ts";
import type { Job, UnitFile } from "./job.ts";

/** Where the volume is mounted, whatever the folder is called here. */
const DATA = "/data";

/**
 * A job for Kubernetes: a CronJob, and the claim of the volume that it works on. It begins no run while the one before
 * is at work, and makes up for one that was missed by at most half an hour.
 *
 * @example
 * ```ts
 * kubernetesUnit(job)[0].name; // "municlima.yaml"
 * ```
 */
export function kubernetesUnit(job: Job): readonly [UnitFile] {
  const { name, args, at, splay, memory, image } = job;
  const words = [...args, ...(splay > 0 ? ["--splay", String(splay)] : [])];
  const text = `# ${name}: kubectl apply -f ${name}.yaml
# What a feed's description names with \${VARIABLE} comes from the secret "${name}", which need not be there.
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: ${name}
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 20Gi
---
apiVersion: batch/v1
kind: CronJob
metadata:
  name: ${name}
spec:
  schedule: "${at.minute} ${at.hour ?? "*"} * * *"
  timeZone: Etc/UTC
  concurrencyPolicy: Forbid
  startingDeadlineSeconds: 1800
  successfulJobsHistoryLimit: 1
  failedJobsHistoryLimit: 3
  jobTemplate:
    spec:
      backoffLimit: 0
      activeDeadlineSeconds: 1800
      template:
        spec:
          restartPolicy: Never
          automountServiceAccountToken: false
          securityContext:
            runAsNonRoot: true
            runAsUser: 1000
            runAsGroup: 1000
            fsGroup: 1000
            seccompProfile:
              type: RuntimeDefault
          containers:
            - name: municlima
              image: ${JSON.stringify(image)}
              args:
${yamlList(words, 16)}
              env:
                - name: MUNICLIMA_DATA_DIR
                  value: ${DATA}
              envFrom:
                - secretRef:
                    name: ${name}
                    optional: true
              resources:
                requests:
                  cpu: 100m
                  memory: 256Mi
                limits:
                  memory: ${memory}Mi
              securityContext:
                allowPrivilegeEscalation: false
                readOnlyRootFilesystem: true
                capabilities:
                  drop: [ALL]
              volumeMounts:
                - name: data
                  mountPath: ${DATA}
                - name: tmp
                  mountPath: /tmp
          volumes:
            - name: data
              persistentVolumeClaim:
                claimName: ${name}
            - name: tmp
              emptyDir: {}
`;
  return [{ name: `${name}.yaml`, text }];
}
