#!/usr/bin/env bash
# A Slurm of one machine, all in FOLDER, for as long as the standard input is open:
#
#   slurm.sh FOLDER CONTROLLER_PORT NODE_PORT
#
# Prints "idle" when jobs can be submitted; their commands need SLURM_CONF=FOLDER/slurm.conf. In the end, however it comes, all that
# was started is ended. Needs no rights but those of who runs it.
set -euo pipefail
# Not ignored: what we start would ignore them, too.
trap : INT TERM HUP
folder=$1 host=$(hostname -s) user=$(id -un)
export SLURM_CONF=$folder/slurm.conf PATH=$PATH:/usr/sbin
mkdir -p "$folder"/{state,spool}
chmod 755 "$folder"
(umask 077 && head -c 128 /dev/urandom >"$folder/munge.key")
cat >"$SLURM_CONF" <<END
ClusterName=test
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$2
SlurmdPort=$3
SlurmUser=$user
SlurmdUser=$user
AuthType=auth/munge
AuthInfo=socket=$folder/munge.socket
CredType=cred/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SlurmdParameters=config_overrides
MpiDefault=none
SwitchType=switch/none
ReturnToService=2
KillWait=2
MinJobAge=2
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd.log
NodeName=$host NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=main Nodes=$host Default=YES MaxTime=INFINITE State=UP
END

daemons=()
stop() {
  if [ ${#daemons[@]} -gt 0 ]; then
    timeout 5 scancel --user="$user" 2>/dev/null || true
    for _ in $(seq 100); do
      [ -z "$(timeout 5 squeue --noheader 2>/dev/null)" ] && break
      sleep 0.1
    done
    kill "${daemons[@]}" 2>/dev/null || true
  fi
  for _ in $(seq 50); do
    left=$(ours)
    [ -z "$left" ] && return
    sleep 0.1
  done
  kill -9 $left 2>/dev/null || true
}
# The daemons, and what they have started: all know the configuration of this folder by their environment.
ours() {
  grep -lzxF "SLURM_CONF=$SLURM_CONF" /proc/[0-9]*/environ 2>/dev/null | while IFS=/ read -r _ _ number _; do
    grep -qE '^(munged|slurm|node$|sh$)' "/proc/$number/comm" 2>/dev/null && echo "$number"
  done || true
}
trap stop EXIT

# --force: the folder may be closed to others.
munged --force --foreground --key-file="$folder/munge.key" --socket="$folder/munge.socket" --pid-file="$folder/munged.pid" \
  --log-file="$folder/munged.log" --seed-file="$folder/munged.seed" >"$folder/munged.out" 2>&1 </dev/null &
daemons+=($!)
slurmctld -D -i >"$folder/slurmctld.out" 2>&1 </dev/null &
daemons+=($!)
slurmd -D >"$folder/slurmd.out" 2>&1 </dev/null &
daemons+=($!)
while [ $SECONDS -lt 60 ]; do
  if [ "$(timeout 5 sinfo --noheader --format=%T 2>/dev/null)" = idle ]; then
    echo idle
    cat >/dev/null
    exit
  fi
  sleep 0.1
done
for log in "$folder"/*.log "$folder"/*.out; do tail -n 3 "$log" >&2; done
exit 1
