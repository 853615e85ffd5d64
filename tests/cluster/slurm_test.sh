#!/usr/bin/env bash
# The scripts of cluster/ on a real Slurm of one host, brought up for this test and shut down after it: an array of
# four shards, of which one is requeued and one told that its time is over while they play, a merge that waits for
# them, and a sweep on MPI that is requeued. The tables equal those of one undisturbed sweep.
# Opt-in, since it starts daemons as root: ENTENTE_SLURM_TEST=1, and apt-get install slurm-wlm munge.
#   slurm_test.sh PROGRAM SOURCE_FOLDER [MPI_PROGRAM]
set -euo pipefail

skip() {
  echo "skipped: $1"
  exit 77
}
[[ ${ENTENTE_SLURM_TEST:-0} == 1 ]] || skip "set ENTENTE_SLURM_TEST=1 to bring up a Slurm of one host"
[[ $(id -u) -eq 0 ]] || skip "the daemons need root"
PATH=$PATH:/usr/sbin:/sbin
for name in munged slurmctld slurmd sbatch; do
  command -v "$name" >/dev/null || skip "there is no $name here (apt-get install slurm-wlm munge)"
done

entente=$(realpath "$1")
source=$(realpath "$2")
mpi=${3:-}
scenario=$source/scenarios/guide/4-neighbours.yaml
place=$(mktemp -d "${TMPDIR:-/tmp}/entente-slurm-test-XXXXXX")
host=$(hostname -s)
export SLURM_CONF=$place/slurm.conf

fail() {
  echo "FAILED: $1" >&2
  tail -n 20 "$place"/*.txt "$place"/slurm*.log >&2 || true
  exit 1
}
stop() {
  local process
  process=$(cat "$place/$1.pid" 2>/dev/null) || return 0
  kill "$process" 2>/dev/null || return 0
  for _ in $(seq 100); do
    # The daemon removes the file at its end.
    [[ -e $place/$1.pid ]] || return 0
    sleep 0.1
  done
}
shut_down() {
  timeout 10 scancel --user=root --quiet 2>/dev/null || true
  for _ in $(seq 100); do
    [[ -n $(squeue --noheader 2>/dev/null) ]] || break
    sleep 0.2
  done
  for daemon in slurmd slurmctld munged; do stop "$daemon"; done
  rm -rf "$place"
}
# until_true SECONDS WHAT COMMAND...
until_true() {
  local end=$((SECONDS + $1))
  until "${@:3}"; do
    [[ $SECONDS -lt $end ]] || fail "$2: not after $1 seconds"
    sleep 0.05
  done
}

trap shut_down EXIT
trap 'exit 1' INT TERM
mkdir "$place/state" "$place/spool" "$place/disk"
(umask 077 && head -c 1024 /dev/urandom >"$place/munge.key")
cat >"$SLURM_CONF" <<END
ClusterName=test
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=16817
SlurmdPort=16818
SlurmUser=root
AuthType=auth/munge
# Requeued jobs wait for their credential to expire.
AuthInfo=socket=$place/munge.socket,cred_expire=5
StateSaveLocation=$place/state
SlurmdSpoolDir=$place/spool
SlurmctldPidFile=$place/slurmctld.pid
SlurmdPidFile=$place/slurmd.pid
SlurmctldLogFile=$place/slurmctld.log
SlurmdLogFile=$place/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
ReturnToService=2
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerType=sched/builtin
SchedulerParameters=sched_min_interval=10000,kill_invalid_depend
SlurmdParameters=config_overrides
NodeName=$host NodeAddr=127.0.0.1 CPUs=2 RealMemory=4000 State=UNKNOWN
PartitionName=test Nodes=ALL Default=YES MaxTime=INFINITE State=UP
END
echo "CgroupPlugin=cgroup/v1" >"$place/cgroup.conf"
munged --force --socket="$place/munge.socket" --key-file="$place/munge.key" --log-file="$place/munged.log" \
  --pid-file="$place/munged.pid" --seed-file="$place/munged.seed" 2>/dev/null
slurmctld
until_true 30 "the controller answers" scontrol ping >/dev/null
slurmd
# shellcheck disable=SC2016 # for the inner shell
until_true 30 "the node is idle" bash -c '[[ $(sinfo --noheader --format=%T) == idle ]]'
echo "Slurm $(sbatch --version | cut -d' ' -f2) is up: $(sinfo --noheader --format='%D node, %c CPUs, %T')"

# As many runs as keep each of the four shards busy for some seconds. The time is that of the processor: with a busy
# disk a commit may take seconds.
TIMEFORMAT=%U
{ time "$entente" sweep "$scenario" --runs 1000 --threads 1 --quiet -o "$place/pace.db" >/dev/null; } 2>"$place/pace.txt"
runs=$(awk '{ print 4 * int(4 * 1000 / ($1 + 0.001)) }' "$place/pace.txt")
echo "1000 runs take $(cat "$place/pace.txt") s, so $runs runs"

export ENTENTE=$entente ENTENTE_SCRATCH=$place/disk
array=$(sbatch --parsable --array=0-3 --cpus-per-task=1 --output="$place/task-%a.txt" \
  "$source/cluster/sweep.sbatch" "$scenario" "$runs" "$place/out" --seed 5)
merge=$(sbatch --parsable --dependency="afterok:$array" --output="$place/merge.txt" \
  "$source/cluster/merge.sbatch" "$place/out" "$place/merged.db")
has_begun() { [[ -s $place/disk/entente-$array-$1/shard-$1.db ]]; }
until_true 120 "task 0 plays" has_begun 0
sleep 1
scontrol requeue "${array}_0"
echo "task 0 requeued while it played"
until_true 120 "task 1 plays" has_begun 1
# scancel keeps trying once the task has gone back into the queue; what counts is what the task says.
timeout 10 scancel --batch --quiet --signal=USR1 "${array}_1" 2>/dev/null || true
until_true 60 "task 1 hears of it" grep -q "time is over" "$place/task-1.txt"
echo "task 1 told that its time is over"
is_over() { [[ -z $(squeue --noheader --job "$1" 2>/dev/null) ]]; }
until_true 600 "all shards and the merge" is_over "$merge"
[[ -s $place/merged.db ]] || fail "there is no merged file"
for task in 0 1; do
  sessions=$("$entente" export "$place/out/shard-$task.db" --csv --table sessions)
  [[ $sessions == *interrupted*finished* ]] || fail "task $task was not interrupted: $sessions"
  "$entente" export "$place/out/shard-$task.db" --csv --table sessions | cut -d, -f4,10,11 | sed "s/^/  task $task: /"
done
[[ -z $(ls "$place/disk") ]] || fail "the jobs left $(ls "$place/disk")"

"$entente" sweep "$scenario" --runs "$runs" --seed 5 --quiet -o "$place/whole.db" >/dev/null
"$entente" export "$place/whole.db" --csv -o "$place/whole"
# compare FILE: its tables with those of the undisturbed sweep, but for who wrote when.
compare() {
  "$entente" export "$place/$1.db" --csv -o "$place/$1"
  diff -rq --exclude 'sessions*' "$place/$1" "$place/whole" || fail "the tables of $1 differ from one sweep"
  echo "$1: $(find "$place/$1" -name '*.csv' | wc -l) tables, $(($(wc -l <"$place/$1/runs.csv") - 1)) runs, equal to one sweep"
}
compare merged

if [[ -z $mpi ]] || ! command -v mpirun >/dev/null; then
  echo "no MPI here, so mpi.sbatch is not tried"
  exit 0
fi
ENTENTE_MPI=$(realpath "$mpi")
export ENTENTE_MPI OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
job=$(sbatch --parsable --ntasks=2 --mem-per-cpu=0 --output="$place/mpi.txt" \
  "$source/cluster/mpi.sbatch" "$scenario" "$runs" "$place/mpi.db" --seed 5)
mpi_has_begun() { [[ -s $place/disk/entente-$job/mpi.db ]]; }
until_true 120 "the ranks play" mpi_has_begun
sleep 2
scontrol requeue "$job"
echo "the MPI job requeued while it played"
until_true 600 "the MPI job" is_over "$job"
[[ -s $place/mpi.db ]] || fail "there is no file of the MPI job"
"$entente" export "$place/mpi.db" --csv --table sessions | cut -d, -f4,10,11 | sed "s/^/  mpi: /"
compare mpi
