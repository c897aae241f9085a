#!/usr/bin/env bash
# Starts a QGIS program with this checkout's plugin, in a profile of its own.
#
#   scripts/qgis.sh PROFILES_FOLDER PROGRAM [ARGUMENTS...]     PROGRAM: qgis or qgis_process
#
# The user's own QGIS settings are neither read nor changed. INTERFACE_LANGUAGE is zh-Hans unless set.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
profiles=$(mkdir -p "$1" && cd "$1" && pwd); program=$2; shift 2
venv=$(cd "$root" && cd "${VENV:-.venv}" && pwd)

settings="$profiles/profiles/default/QGIS/QGIS3.ini"
if [ ! -e "$settings" ]; then
  mkdir -p "$(dirname "$settings")"
  cat > "$settings" <<INI
[PythonPlugins]
yanqing_eco_plugin=true

[locale]
overrideFlag=true
userLocale=${INTERFACE_LANGUAGE:-zh-Hans}

[qgis]
checkVersion=false
showTips=false
askToSaveMemoryLayers=false
newsFeed\\enabled=false

[app]
plugin_installer\\checkOnStart=false
INI
fi

export PYTHONPATH="$(ls -d "$venv"/lib/python3.*/site-packages)${PYTHONPATH:+:$PYTHONPATH}"
# A folder with this one plugin in it: in the checkout QGIS would take other packages for plugins too.
mkdir -p "$root/build/plugins"
ln -sfn "$root/yanqing_eco_plugin" "$root/build/plugins/yanqing_eco_plugin"
export QGIS_PLUGINPATH="$root/build/plugins"
export PROJ_DATA="${PROJ_DATA:-/usr/share/proj}"
if [ "$program" = qgis_process ]; then
  export QGIS_CUSTOM_CONFIG_PATH="$profiles" QT_QPA_PLATFORM="${QT_QPA_PLATFORM:-offscreen}"
  # Debian 12 hands the options meant for the window on to qgis_process, which refuses them: the program itself is called.
  exec "$(command -v qgis_process.bin || command -v qgis_process)" "$@"
fi
exec qgis --profiles-path "$profiles" --noversioncheck --nologo "$@"
