#!/bin/sh
# What the tests need beside Node, on Debian or Ubuntu: Chromium, a virtual screen and a
# sound server whose headsets can be pulled out, Electron's libraries, Chinese fonts,
# PostgreSQL (the tests start one of their own; Debian's cluster stays unused).
set -eu
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends \
  chromium xvfb xauth xdotool pulseaudio pulseaudio-utils fonts-noto-cjk ca-certificates openssl postgresql \
  libgtk-3-0 libnss3 libasound2 libgbm1 libxss1 libxtst6 libatk-bridge2.0-0 libdrm2 libxkbcommon0 libnotify4 libsecret-1-0
