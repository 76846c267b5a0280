#!/usr/bin/env bash
# Builds the image by the Containerfile as it stands and tries it, without a registry and without a container engine's
# service: on a base that mmdebstrap makes and Node is put into. Ends with "N passed, N failed".
#
#     apt-get install buildah podman runc mmdebstrap && npm run test:image
set -uo pipefail
cd "$(dirname "$0")/../.."

work="$(mktemp -d)"
export CONTAINERS_STORAGE_CONF="$work/storage.conf" CONTAINERS_CONF="$work/containers.conf"
printf '[storage]\ndriver = "vfs"\ngraphroot = "%s/storage"\nrunroot = "%s/run"\n' "$work" "$work" >"$CONTAINERS_STORAGE_CONF"
cat >"$CONTAINERS_CONF" <<EOF
[containers]
netns = "host"
default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
[engine]
cgroup_manager = "cgroupfs"
events_logger = "none"
runtime = "runc"
EOF
echo '{"default":[{"type":"insecureAcceptAnything"}]}' >"$work/policy.json"
trap 'podman rm --all --force >/dev/null 2>&1; rm -rf "$work"' EXIT

passed=0
failed=0
# A sentence, and the command that must go well for it to be true.
holds() {
  local sentence="$1"
  shift
  if "$@" >"$work/said" 2>&1; then
    passed=$((passed + 1))
    echo "✔ $sentence"
  else
    failed=$((failed + 1))
    printf '✘ %s\n' "$sentence"
    tail -n 20 "$work/said"
  fi
}

build() { buildah --signature-policy "$work/policy.json" build --isolation chroot --pull=never "$@"; }

# A base as docker.io/library/node:24-trixie-slim is one: Debian, Node, npm.
base() {
  mmdebstrap --quiet --variant=minbase --include=ca-certificates trixie "$work/base/trixie.tar" || return 1
  cp -R "$(npm root --global)/npm" "$work/base/npm"
  cp "$node" "$work/base/node"
  cp "${NODE_EXTRA_CA_CERTS:-/etc/ssl/certs/ca-certificates.crt}" "$work/base/ca.crt"
  cat >"$work/base/Containerfile" <<'EOF'
FROM scratch
ADD trixie.tar /
COPY node /usr/bin/node
COPY npm /usr/lib/node_modules/npm
COPY ca.crt /etc/ssl/certs/ca-certificates.crt
ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/bin/npm && useradd --uid 1000 --create-home node
EOF
  build --tag localhost/node:24 --file "$work/base/Containerfile" "$work/base"
}

mkdir -p "$work/base"
npm install --prefix test/package --no-fund --no-audit >/dev/null || exit 1
node=test/package/node_modules/node-24/bin/node

holds "a base is made" base
holds "the image is built by the Containerfile" \
  build --build-arg BASE=localhost/node:24 --build-arg VERSION=test --tag localhost/municlima:test --file Containerfile .
podman image inspect localhost/municlima:test --format 'image {{.Size}} bytes, base:' 2>/dev/null
podman image inspect localhost/node:24 --format '{{.Size}} bytes' 2>/dev/null
[ "$failed" -eq 0 ] || { printf '%s passed, %s failed\n' "$passed" "$failed"; exit 1; }

# As a cluster would run it: nothing may be written but the volume and /tmp, and nothing is allowed.
in_image() {
  podman run --rm --read-only --tmpfs /tmp --cap-drop all --security-opt no-new-privileges "$@"
}
image=localhost/municlima:test

holds "it says its version, as a user without a name" in_image --user 4711:4711 "$image" --version
holds "the demo works in it" in_image --volume municlima-demo:/data "$image" demo
holds "its root is read-only" \
  bash -c "! podman run --rm --read-only --tmpfs /tmp --entrypoint node '$image' -e 'require(\"fs\").writeFileSync(\"/app/x\", \"\")'"

# The feeds of this machine: one that is served, and one that never answers.
node bin/municlima.js serve-sample >"$work/served" 2>&1 &
served=$!
node -e 'require("net").createServer(() => {}).listen(18081, "127.0.0.1")' &
silent=$!
trap 'kill "$served" "$silent" 2>/dev/null; podman rm --all --force >/dev/null 2>&1; rm -rf "$work"' EXIT
for _ in $(seq 100); do [ -s "$work/served" ] && break || sleep 0.1; done

twice() {
  in_image --volume municlima-data:/data "$image" run --feed sample --quiet &&
    sleep 1 && in_image --volume municlima-data:/data "$image" run --feed sample --quiet &&
    in_image --volume municlima-data:/data "$image" verify
}
holds "run works twice over a volume" twice

# Starts a run that waits for its provider, sends it a signal, and gives its exit code.
signalled() {
  podman run --rm --name waiting --hostname one --read-only --tmpfs /tmp --cap-drop all \
    --volume municlima-data:/data "$image" run --feed sample --from http://127.0.0.1:18081/ --quiet &
  local run=$!
  for _ in $(seq 200); do
    podman exec waiting node -e 'require("fs").statSync("/data/.lock")' 2>/dev/null && break || sleep 0.1
  done
  podman kill --signal "$1" waiting >/dev/null
  wait "$run"
}
stopped() { signalled TERM; [ $? -eq 143 ]; }
holds "SIGTERM stops it, with 143" stopped

# The next container has the dead one's process id, 1, and another host name: the lock must be free at once.
killed() {
  signalled KILL
  [ $? -eq 137 ] || return 1
  in_image --hostname two --volume municlima-data:/data "$image" run --feed sample --quiet &&
    in_image --volume municlima-data:/data "$image" verify
}
holds "a container takes over at once from one that was killed" killed

printf '%s passed, %s failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
