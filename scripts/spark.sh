#!/usr/bin/env bash
# A Spark standalone cluster on this machine: one master and two workers, all on the loopback interface.
#
#   scripts/spark.sh start [PORT]   starts it and prints its address (spark://127.0.0.1:7077)
#   scripts/spark.sh stop           ends the processes it started, and no others
#   scripts/spark.sh status         says which of them run
#
# SPARK_STATE  folder for process ids, logs and scratch files ($XDG_RUNTIME_DIR or /tmp, …/yanqing_eco_spark)
# SPARK_WORKERS, SPARK_WORKER_CORES, SPARK_WORKER_MEMORY   number of workers (2), cores (1) and memory (2g) of each
set -euo pipefail

here=$(cd "$(dirname "$0")/.." && pwd)
python="$here/.venv/bin/python"
[ -x "$python" ] || python=python3
state=${SPARK_STATE:-${XDG_RUNTIME_DIR:-/tmp}/yanqing_eco_spark_$(id -u)}
workers=${SPARK_WORKERS:-2}
cores=${SPARK_WORKER_CORES:-1}
memory=${SPARK_WORKER_MEMORY:-2g}

say() { printf '%s\n' "$*" >&2; }

# The process with this number is one that we started: numbers are given out again.
ours() { [ -r "/proc/$1/cmdline" ] && tr '\0' ' ' <"/proc/$1/cmdline" | grep -q 'org.apache.spark.deploy'; }

listening() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

launch() { # name, class, arguments…
    local name=$1
    shift
    # spark-class becomes the Java process itself, so the number stays true.
    SPARK_LOCAL_IP=127.0.0.1 SPARK_NO_DAEMONIZE=1 setsid "$SPARK_HOME/bin/spark-class" "$@" \
        >"$state/$name.log" 2>&1 </dev/null &
    echo $! >"$state/$name.pid"
}

start() {
    local port=${1:-7077}
    command -v java >/dev/null || { say "Java is missing. Install a Java 17 runtime (Debian: default-jre-headless)."; exit 1; }
    SPARK_HOME=$("$python" -c 'import os, pyspark; print(os.path.dirname(pyspark.__file__))' 2>/dev/null) ||
        { say "pyspark is missing: $python -m pip install -r $here/yanqing_eco_plugin/requirements-spark.txt"; exit 1; }
    export SPARK_HOME
    mkdir -p -m 700 "$state"
    for file in "$state"/*.pid; do
        [ -e "$file" ] && ours "$(cat "$file")" && { say "A cluster runs already; stop it first."; exit 1; }
    done
    rm -f "$state"/*.pid
    if listening "$port"; then say "Port $port is in use; give another one."; exit 1; fi
    launch master org.apache.spark.deploy.master.Master --host 127.0.0.1 --port "$port" --webui-port $((port + 1003))
    for _ in $(seq 120); do listening "$port" && break; sleep 0.25; done
    listening "$port" || { say "The master did not start; see $state/master.log."; stop; exit 1; }
    for number in $(seq "$workers"); do
        launch "worker$number" org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --cores "$cores" --memory "$memory" \
            --webui-port $((port + 1003 + number)) --work-dir "$state/work$number" "spark://127.0.0.1:$port"
    done
    for number in $(seq "$workers"); do
        for _ in $(seq 120); do
            grep -q 'Successfully registered with master' "$state/worker$number.log" && break
            sleep 0.25
        done
        grep -q 'Successfully registered with master' "$state/worker$number.log" ||
            { say "Worker $number did not start; see $state/worker$number.log."; stop; exit 1; }
    done
    echo "spark://127.0.0.1:$port"
}

stop() {
    local file number
    for file in "$state"/worker*.pid "$state"/master.pid; do
        [ -e "$file" ] || continue
        number=$(cat "$file")
        if ours "$number"; then
            kill "$number"
            for _ in $(seq 40); do ours "$number" || break; sleep 0.25; done
            if ours "$number"; then kill -9 "$number"; fi
        fi
        rm -f "$file"
    done
}

status() {
    local file number
    for file in "$state"/*.pid; do
        [ -e "$file" ] || continue
        number=$(cat "$file")
        ours "$number" && echo "$(basename "$file" .pid) runs as process $number"
    done
    true
}

case ${1:-} in
start) start "${2:-}" ;;
stop) stop ;;
status) status ;;
*) say "Usage: $0 start [PORT] | stop | status"; exit 2 ;;
esac
