"""A disk in memory that loses what was not synced, as a loss of power does.

    python3 losing_disk.py <where to mount it> <folder for what is left>

Making the file ".lose-power-<name>" at its top fails, after what a loss of power at that moment would have left was
written to <folder>/<name>: the content that each file had at its last fsync, half of a file that never had one, under the
names that its folder had at its own last fsync. Needs python3-fusepy.
"""

import errno
import os
import stat
import sys
import time

from fusepy import FUSE, FuseOSError, Operations


class Node:
    count = 1

    def __init__(self, mode):
        Node.count += 1
        self.number = Node.count
        self.mode = mode
        self.times = (time.time(), time.time())
        self.changed = time.time()
        # A folder's names, or a file's bytes; and what is kept of them.
        self.now = {} if stat.S_ISDIR(mode) else bytearray()
        self.kept = {} if stat.S_ISDIR(mode) else None
        self.links = 1

    def touch(self):
        self.times = (self.times[0], time.time())
        self.changed = time.time()


class LosingDisk(Operations):
    use_ns = False

    def __init__(self, left):
        self.left = left
        self.top = Node(stat.S_IFDIR | 0o755)
        self.open_files = {}
        self.handles = 0

    def find(self, path):
        node = self.top
        for part in filter(None, path.split("/")):
            if not isinstance(node.now, dict) or part not in node.now:
                raise FuseOSError(errno.ENOENT)
            node = node.now[part]
        return node

    def place(self, path):
        folder, name = path.rsplit("/", 1)
        return self.find(folder), name

    def keep(self, node, folder):
        os.makedirs(folder)
        for name, child in node.kept.items():
            at = os.path.join(folder, name)
            if isinstance(child.now, dict):
                self.keep(child, at)
            else:
                content = child.now[: len(child.now) // 2] if child.kept is None else child.kept
                with open(at, "wb") as file:
                    file.write(content)

    def getattr(self, path, fh=None):
        node = self.open_files[fh] if fh in self.open_files else self.find(path)
        return {
            "st_mode": node.mode,
            "st_ino": node.number,
            "st_nlink": node.links,
            "st_size": 0 if isinstance(node.now, dict) else len(node.now),
            "st_atime": node.times[0],
            "st_mtime": node.times[1],
            "st_ctime": node.changed,
            "st_uid": os.getuid(),
            "st_gid": os.getgid(),
        }

    def readdir(self, path, fh):
        return [".", "..", *self.find(path).now]

    def statfs(self, path):
        return {"f_bsize": 4096, "f_blocks": 1 << 20, "f_bfree": 1 << 19, "f_bavail": 1 << 19}

    def add(self, path, node):
        folder, name = self.place(path)
        folder.now[name] = node
        folder.touch()

    def handle(self, node):
        self.handles += 1
        self.open_files[self.handles] = node
        return self.handles

    def create(self, path, mode, fi=None):
        if path.startswith("/.lose-power-"):
            self.keep(self.top, os.path.join(self.left, path[len("/.lose-power-") :]))
            raise FuseOSError(errno.EIO)
        node = Node(stat.S_IFREG | mode)
        self.add(path, node)
        return self.handle(node)

    def open(self, path, flags):
        return self.handle(self.find(path))

    def release(self, path, fh):
        self.open_files.pop(fh, None)

    def read(self, path, size, offset, fh):
        return bytes(self.open_files[fh].now[offset : offset + size])

    def write(self, path, data, offset, fh):
        node = self.open_files[fh]
        node.now[offset : offset + len(data)] = data
        node.touch()
        return len(data)

    def truncate(self, path, length, fh=None):
        node = self.open_files[fh] if fh in self.open_files else self.find(path)
        node.now = (node.now + bytearray(length))[:length]
        node.touch()

    def fsync(self, path, datasync, fh):
        node = self.open_files[fh]
        node.kept = bytes(node.now)

    def fsyncdir(self, path, datasync, fh):
        node = self.find(path)
        node.kept = dict(node.now)

    def mkdir(self, path, mode):
        self.add(path, Node(stat.S_IFDIR | mode))

    def unlink(self, path):
        folder, name = self.place(path)
        folder.now.pop(name).links -= 1
        folder.touch()

    def rmdir(self, path):
        if self.find(path).now:
            raise FuseOSError(errno.ENOTEMPTY)
        folder, name = self.place(path)
        del folder.now[name]

    def rename(self, old, new):
        node = self.find(old)
        source, name = self.place(old)
        target, other = self.place(new)
        if other in target.now:
            target.now[other].links -= 1
        del source.now[name]
        target.now[other] = node
        node.changed = time.time()

    def link(self, target, source):
        node = self.find(source)
        node.links += 1
        node.changed = time.time()
        self.add(target, node)

    def utimens(self, path, times=None):
        node = self.find(path)
        node.times = times or (time.time(), time.time())
        node.changed = time.time()

    def chmod(self, path, mode):
        node = self.find(path)
        node.mode = stat.S_IFMT(node.mode) | stat.S_IMODE(mode)

    def chown(self, path, uid, gid):
        self.find(path)


if __name__ == "__main__":
    FUSE(LosingDisk(sys.argv[2]), sys.argv[1], foreground=True, nothreads=True, use_ino=True)
