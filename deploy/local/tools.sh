# Sourced by deploy/up and deploy/verify. Until a JDK is found it uses what is built into bash and nothing else, so that
# a search path without the usual programs gets a clear sentence too.

fail() {
  printf '%s\n' "$1" >&2
  exit "${2:-1}"
}

# Sets jdk_home and jdk_version of the JDK that the java program $1 belongs to; fails if it belongs to none.
ask_java() {
  local line name value
  jdk_home= jdk_version=
  [[ -x $1 ]] || return 1
  while IFS= read -r line; do
    name=${line%% = *} value=${line#* = }
    case ${name// /} in
      java.home) jdk_home=$value ;;
      java.specification.version) jdk_version=$value ;;
    esac
  done < <("$1" -XshowSettings:properties -version 2>&1)
  [[ -n $jdk_home && -x $jdk_home/bin/javac ]]
}

# Sets and exports JAVA_HOME: its own JDK if that is new enough, else that of java on the search path, else the newest
# in the usual folders (RECUR_JVM_DIRS, separated by colons, instead of those).
find_jdk() {
  local java folder seen= best= best_version=0
  local -a folders
  IFS=: read -ra folders <<<"${RECUR_JVM_DIRS-/usr/lib/jvm:/usr/lib64/jvm:/usr/java:/opt/java:/opt:${HOME:-}/.sdkman/candidates/java:${HOME:-}/.jdks}"
  for java in ${JAVA_HOME:+"$JAVA_HOME/bin/java"} "$(type -P java)"; do
    ask_java "$java" || continue
    if ((${jdk_version%%.*} >= 21)); then
      JAVA_HOME=$jdk_home
      export JAVA_HOME
      return
    fi
    seen+="${seen:+, }$jdk_version in $jdk_home"
  done
  for folder in "${folders[@]}"; do
    for java in "$folder"/*/bin/java; do
      ask_java "$java" || continue
      if ((${jdk_version%%.*} > best_version)); then
        best=$jdk_home best_version=${jdk_version%%.*}
      fi
    done
  done
  if ((best_version < 21)); then
    ((best_version == 0)) || [[ $seen == *"$best"* ]] || seen+="${seen:+, }$best_version in $best"
    fail "Recur needs a JDK 21 or newer and found ${seen:+only version }${seen:-none}: install one, or set JAVA_HOME to it."
  fi
  JAVA_HOME=$best
  export JAVA_HOME
}

find_maven() {
  type -P mvn >/dev/null || fail "Recur is built with Maven 3.8 or newer and there is no mvn on the search path: install it (Debian: apt-get install maven)."
  # Maven's own libraries make a JDK from 24 on print warnings that say nothing about Recur
  ask_java "$JAVA_HOME/bin/java"
  if ((${jdk_version%%.*} >= 24)); then
    MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"
    export MAVEN_OPTS
  fi
}
