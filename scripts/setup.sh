#!/usr/bin/env bash
# Installs what is missing and nothing else: system packages from the distribution, the rest into a virtual environment.
#
#   scripts/setup.sh run|test     VENV=.venv by default
#
# Everything that is there already is left alone, so it costs nothing to run again.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
purpose=${1:-run}
venv=${VENV:-.venv}

packages=(
  qgis python3-qgis qgis-providers python3-venv python3-pip python3-geopandas python3-rasterio python3-scipy
  python3-matplotlib python3-pyqt5.qtsvg fonts-noto-cjk qttools5-dev-tools
  xvfb xauth imagemagick openbox
)
[ "$purpose" = run ] || packages+=(xdotool mosquitto postgresql postgresql-postgis rsync)

missing=()
for package in "${packages[@]}"; do
  [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" = 0 ]; then as_root=(env)
  elif command -v sudo >/dev/null && sudo -v 2>/dev/null; then as_root=(sudo)
  else
    echo "These system packages are missing and you may not install them: ${missing[*]}" >&2
    echo "Ask an administrator for: apt-get install ${missing[*]}" >&2
    exit 1
  fi
  echo "Installing ${#missing[@]} system packages: ${missing[*]}"
  "${as_root[@]}" apt-get update -q
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends "${missing[@]}"
fi

wanted=yanqing_eco_plugin/requirements.txt
[ "$purpose" = run ] || wanted=requirements-dev.txt
stamp="$venv/.installed-$(cat requirements-dev.txt yanqing_eco_plugin/requirements.txt | sha256sum | cut -c1-16)-$purpose"
if [ ! -e "$stamp" ]; then
  [ -x "$venv/bin/python" ] || /usr/bin/python3 -m venv --system-site-packages "$venv"
  echo "Installing the Python packages of $wanted into $venv"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r "$wanted"
  touch "$stamp"
fi

# The catalogue of translations is compiled here, so that the checkout runs in Chinese.
lrelease=$(command -v lrelease || ls /usr/lib/qt5/bin/lrelease /usr/lib/qt6/bin/lrelease 2>/dev/null | head -n 1)
for source in yanqing_eco_plugin/i18n/*.ts; do
  compiled=${source%.ts}.qm
  [ ! -e "$source" ] || [ "$compiled" -nt "$source" ] || "$lrelease" -silent "$source" -qm "$compiled"
done
