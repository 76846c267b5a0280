import { yamlList } from "./_yaml_list.ts";
import type { Job, UnitFile } from "./job.ts";

/**
 * The sizes of Fargate's tasks, smallest first: units of CPU, and the most memory that they may have, in MB, by steps.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html
 */
const SIZES = [
  { cpu: 512, step: 1024, most: 4096 },
  { cpu: 1024, step: 1024, most: 8192 },
  { cpu: 2048, step: 1024, most: 16_384 },
  { cpu: 4096, step: 1024, most: 30_720 },
] as const;
const LARGEST = { cpu: 16_384, step: 8192, most: 122_880 } as const;

/**
 * A job for Amazon EventBridge Scheduler: a CloudFormation template with a task of ECS on Fargate, whose data folder is on
 * EFS, and the schedule that starts it. Runs that would overlap are kept apart by the data folder's lock.
 *
 * @example
 * ```ts
 * eventbridgeUnit(job)[0].name; // "municlima.template.yaml"
 * ```
 */
export function eventbridgeUnit(job: Job): readonly [UnitFile] {
  const { name, args, at, splay, image } = job;
  const { cpu, memory } = sizeOf(job.memory);
  const flexible =
    splay > 0 ? `Mode: FLEXIBLE\n        MaximumWindowInMinutes: ${Math.ceil(splay / 60)}` : "Mode: 'OFF'";
  const text = `# ${name}: aws cloudformation deploy --stack-name ${name} --template-file ${name}.template.yaml \\
#   --capabilities CAPABILITY_IAM --parameter-overrides Cluster=… Subnets=… SecurityGroup=… FileSystem=…
# Two runs never work on one folder: the second ends with exit code 75.
AWSTemplateFormatVersion: "2010-09-09"
Description: ${JSON.stringify(`${name}: fetches the forecast and merges it`)}
Parameters:
  Cluster:
    Type: String
    Description: ARN of the ECS cluster
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
    Description: Subnets from which the provider and the file system can be reached
  SecurityGroup:
    Type: AWS::EC2::SecurityGroup::Id
    Description: Security group that lets out HTTPS and NFS
  FileSystem:
    Type: String
    Description: Id of the EFS file system that the data folder is on
  Image:
    Type: String
    Default: ${JSON.stringify(image)}
Resources:
  Logs:
    Type: AWS::Logs::LogGroup
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      RetentionInDays: 30
  ExecutionRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal: { Service: ecs-tasks.amazonaws.com }
            Action: sts:AssumeRole
      ManagedPolicyArns:
        - !Sub arn:\${AWS::Partition}:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: ${name}
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: "${cpu}"
      Memory: "${memory}"
      ExecutionRoleArn: !GetAtt ExecutionRole.Arn
      Volumes:
        - Name: data
          EFSVolumeConfiguration:
            FilesystemId: !Ref FileSystem
            TransitEncryption: ENABLED
      ContainerDefinitions:
        - Name: municlima
          Image: !Ref Image
          Command:
${yamlList(args, 12)}
          Environment:
            - Name: MUNICLIMA_DATA_DIR
              Value: /data
          ReadonlyRootFilesystem: true
          LinuxParameters:
            InitProcessEnabled: true
          MountPoints:
            - SourceVolume: data
              ContainerPath: /data
          LogConfiguration:
            LogDriver: awslogs
            Options:
              awslogs-group: !Ref Logs
              awslogs-region: !Ref AWS::Region
              awslogs-stream-prefix: ${name}
  ScheduleRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal: { Service: scheduler.amazonaws.com }
            Action: sts:AssumeRole
      Policies:
        - PolicyName: run-the-task
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: ecs:RunTask
                Resource: !Ref Task
              - Effect: Allow
                Action: iam:PassRole
                Resource: !GetAtt ExecutionRole.Arn
  Schedule:
    Type: AWS::Scheduler::Schedule
    Properties:
      ScheduleExpression: cron(${at.minute} ${at.hour ?? "*"} * * ? *)
      ScheduleExpressionTimezone: UTC
      FlexibleTimeWindow:
        ${flexible}
      Target:
        Arn: !Ref Cluster
        RoleArn: !GetAtt ScheduleRole.Arn
        EcsParameters:
          TaskDefinitionArn: !Ref Task
          LaunchType: FARGATE
          NetworkConfiguration:
            AwsvpcConfiguration:
              Subnets: !Ref Subnets
              SecurityGroups: [!Ref SecurityGroup]
        RetryPolicy:
          MaximumRetryAttempts: 0
`;
  return [{ name: `${name}.template.yaml`, text }];
}

/** The smallest size of a task that has this much memory. */
function sizeOf(wanted: number): { readonly cpu: number; readonly memory: number } {
  const { cpu, step, most } = SIZES.find(({ most }) => wanted <= most) ?? LARGEST;
  return { cpu, memory: Math.min(most, Math.ceil(wanted / step) * step) };
}
