#!/usr/bin/env bash
# The scripts of cluster/ without a cluster: their syntax, then three array tasks by hand with the variables that
# Slurm would set, one of them told that its time is over, one killed; the merged tables equal those of one sweep.
#   scripts_test.sh PROGRAM SOURCE_FOLDER
set -euo pipefail

entente=$(realpath "$1")
source=$(realpath "$2")
place=$(mktemp -d "${TMPDIR:-/tmp}/entente-scripts-test-XXXXXX")
trap 'rm -rf "$place"' EXIT
export ENTENTE=$entente ENTENTE_SCRATCH=$place/disk-a
scenario=$source/scenarios/guide/4-neighbours.yaml
runs=6000

fail() {
  echo "FAILED: $1" >&2
  exit 1
}

scripts=("$source"/cluster/*.sbatch "$source"/tests/cluster/*.sh)
for script in "${scripts[@]}"; do bash -n "$script"; done
if command -v shellcheck >/dev/null; then shellcheck "${scripts[@]}"; fi

# Stands in for Slurm's own: notes what was asked.
mkdir "$place/bin"
printf '#!/bin/sh\necho "$@" >> "%s"\n' "$place/scontrol.txt" >"$place/bin/scontrol"
chmod +x "$place/bin/scontrol"
export PATH=$place/bin:$PATH

# task NUMBER [VARIABLE=VALUE ...]: one task of three, as Slurm starts it. Takes the place of the shell, so that a signal
# reaches it: to be called as (task 0), or in the background.
task() {
  exec env SLURM_ARRAY_TASK_ID="$1" SLURM_ARRAY_TASK_COUNT=3 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=2 \
    SLURM_ARRAY_JOB_ID=70 SLURM_JOB_ID=7"$1" SLURM_CPUS_PER_TASK=1 "${@:2}" \
    bash "$source/cluster/sweep.sbatch" "$scenario" "$runs" "$place/out" --seed 5
}

# An array with gaps, or none at all, is refused with a reason.
(task 1 SLURM_ARRAY_TASK_MIN=1) 2>"$place/message.txt" && fail "an array that does not start at 0 was taken"
grep -q "must start at 0 and have no gaps" "$place/message.txt" || fail "no reason given: $(cat "$place/message.txt")"
(task 1 SLURM_ARRAY_TASK_MAX=4) 2>/dev/null && fail "an array with gaps was taken"
(task "") 2>/dev/null && fail "a job that is no array was taken"

# Task 0: undisturbed. The array is only part of the shards, which ENTENTE_SHARDS says.
(task 0 SLURM_ARRAY_TASK_COUNT=1 SLURM_ARRAY_TASK_MAX=0 ENTENTE_SHARDS=3) >/dev/null

# Task 1: told that its time is over as soon as it has a file; it asks for its turn and goes on on another node.
task 1 >/dev/null 2>"$place/message.txt" &
shell=$!
until [[ -s $place/disk-a/entente-70-1/shard-1.db ]]; do
  kill -0 "$shell" 2>/dev/null || fail "task 1 ended by itself: $(cat "$place/message.txt")"
  sleep 0.02
done
kill -USR1 "$shell"
wait "$shell" && fail "task 1 was over before it could be told"
grep -qx "requeue 71" "$place/scontrol.txt" || fail "task 1 did not ask for its turn"
[[ -s $place/out/shard-1.db.unfinished/shard-1.db ]] || fail "nothing of task 1 was taken along"
[[ ! -e $place/disk-a/entente-70-1 ]] || fail "task 1 left something on the disk of its node"
(task 1 ENTENTE_SCRATCH="$place/disk-b") >/dev/null
[[ ! -e $place/out/shard-1.db.unfinished ]] || fail "the unfinished file of task 1 is still there"
sessions=$("$entente" export "$place/out/shard-1.db" --csv --table sessions)
[[ $sessions == *interrupted*finished* ]] || fail "task 1 did not go on: $sessions"

# Task 2: the program is killed in the middle of a commit.
(task 2 ENTENTE_KILL_AT=done-counted) >/dev/null 2>&1 && fail "task 2 was not killed"
[[ -s $place/out/shard-2.db.unfinished/shard-2.db ]] || fail "nothing of task 2 was taken along"
merge() { bash "$source/cluster/merge.sbatch" "$place/out" "$place/merged.db"; }
merge 2>"$place/message.txt" && fail "a merge without shard 2 went through"
grep -q "are missing" "$place/message.txt" || fail "no reason given: $(cat "$place/message.txt")"
(task 2) >/dev/null

# Once more, with all there: nothing is played again.
before=$(sha256sum "$place/out/shard-0.db")
(task 0) >/dev/null 2>&1
[[ $before == "$(sha256sum "$place/out/shard-0.db")" ]] || fail "a complete shard was written to again"
(cd "$place/out" && [[ $(echo *) == "shard-0.db shard-1.db shard-2.db" ]]) || fail "found $(ls "$place/out")"

merge >/dev/null 2>&1
merge 2>/dev/null && fail "a result was overwritten"
[[ -z $(ls "$place/disk-a") ]] || fail "the scripts left $(ls "$place/disk-a")"

"$entente" sweep "$scenario" --runs "$runs" --seed 5 --quiet -o "$place/whole.db" >/dev/null
for name in merged whole; do "$entente" export "$place/$name.db" --csv -o "$place/$name"; done
diff -r --exclude 'sessions*' "$place/merged" "$place/whole" || fail "the merged tables differ from one sweep"
[[ $(wc -l <"$place/merged/runs.csv") -eq $((runs + 1)) ]] || fail "there are not $runs runs"
echo "three tasks, one interrupted and one killed: $(find "$place/merged" -name '*.csv' | wc -l) tables equal those of one sweep"
