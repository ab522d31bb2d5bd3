"""The system calls that a box may make, as one table with two spellings.

An allow-list, so that what the next kernel adds is refused until somebody reads about it. What is
known to be dangerous answers EPERM, because programs explain that well; what is merely unlisted
answers ENOSYS, which makes libraries fall back (`clone3` to `clone`, for one). Calls of a foreign
architecture (32-bit, x32) end the process: a filter for one table must not be asked about another.
"""

import errno
import importlib
import tempfile
from dataclasses import dataclass
from typing import Final

_FILES = """
access chdir close close_range copy_file_range creat dup dup2 dup3 faccessat faccessat2 fadvise64
fallocate fchdir fdatasync fstat fstatfs fsync ftruncate futimesat getcwd getdents
getdents64 link linkat lseek lstat mkdir mkdirat newfstatat open openat pread64 preadv preadv2
pwrite64 pwritev pwritev2 read readlink readlinkat readv rename renameat renameat2 rmdir sendfile
stat statfs statx symlink symlinkat sync_file_range truncate umask unlink unlinkat utime utimensat
utimes write writev
"""
_MEMORY = "brk madvise membarrier mmap mprotect mremap msync munmap"
_PROCESSES = """
alarm arch_prctl execve exit exit_group fork futex getegid geteuid getgid getgroups getitimer
getpgid getpgrp getpid getppid getpriority getresgid getresuid getrlimit get_robust_list getrusage
getsid gettid getuid kill nanosleep pause pidfd_open pidfd_send_signal prctl
restart_syscall rseq rt_sigaction rt_sigpending rt_sigprocmask rt_sigqueueinfo rt_sigreturn
rt_sigsuspend rt_sigtimedwait sched_getaffinity sched_getparam sched_getscheduler
sched_get_priority_max sched_get_priority_min sched_yield setitimer setpgid
setrlimit set_robust_list setsid set_tid_address sigaltstack sysinfo tgkill times
tkill uname vfork wait4 waitid
"""
_WAITING = """
clock_getres clock_gettime clock_nanosleep epoll_create epoll_create1 epoll_ctl epoll_pwait
epoll_pwait2 epoll_wait eventfd eventfd2 getcpu getrandom gettimeofday pipe pipe2 poll ppoll
pselect6 select signalfd signalfd4 time timer_create timer_delete timer_getoverrun timer_gettime
timer_settime timerfd_create timerfd_gettime timerfd_settime
"""
_SOCKETS = """
accept accept4 bind connect getpeername getsockname getsockopt listen recvfrom recvmmsg recvmsg
sendmmsg sendmsg sendto setsockopt shutdown
"""
ALLOWED: Final = tuple(f"{_FILES}{_MEMORY}{_PROCESSES}{_WAITING}{_SOCKETS}".split())

_REFUSED = """
acct add_key adjtimex bpf capset chown chroot clock_adjtime clock_settime delete_module
fanotify_init fchown fchownat finit_module fsconfig fsmount fsopen fspick init_module ioperm iopl
kcmp kexec_file_load kexec_load keyctl lchown lookup_dcookie mknod mknodat mount mount_setattr
move_mount name_to_handle_at open_by_handle_at open_tree perf_event_open personality pivot_root
process_madvise process_vm_readv process_vm_writev ptrace quotactl reboot request_key
sched_setattr sched_setscheduler setdomainname setfsgid setfsuid setgid setgroups sethostname
setns setpriority setregid setresgid setresuid setreuid settimeofday setuid swapoff swapon syslog
umount2 unshare userfaultfd vhangup
"""
REFUSED: Final = tuple(_REFUSED.split())

# Named for engines that do not know a default errno: libraries fall back on ENOSYS only.
_ABSENT = "clone3 flock futex_waitv io_uring_enter io_uring_register io_uring_setup memfd_create"
ABSENT: Final = tuple(f"{_ABSENT} mq_open openat2 shmget semget msgget splice tee vmsplice".split())

_NAMESPACES = 0x7E020080  # every CLONE_NEW* flag
_SUID_BITS = 0o6000
_AF_UNIX = 1
_IOCTLS = (0x5401, 0x540F, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)  # tty questions, close-on-exec
# Copies of descriptors, their flags, the size of a pipe. No locks: they work on files others share.
_FCNTLS = (0, 1, 2, 3, 4, 1030, 1031, 1032)
_LOW_32 = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Condition:
    """Allow a call when `argument & mask == value`; a mask of None compares the whole argument."""

    call: str
    argument: int
    value: int
    mask: int | None = None


CONDITIONS: Final = (
    # Only families that end inside the box; vsock would reach the host past every namespace.
    Condition("socket", 0, _AF_UNIX),
    Condition("socketpair", 0, _AF_UNIX),
    Condition("clone", 0, 0, mask=_NAMESPACES),
    Condition("chmod", 1, 0, mask=_SUID_BITS),
    Condition("fchmod", 1, 0, mask=_SUID_BITS),
    Condition("fchmodat", 2, 0, mask=_SUID_BITS),
    # Of the box's own user is also its first process, which has to stay able to end the others.
    Condition("prlimit64", 0, 0, mask=_LOW_32),
    Condition("sched_setaffinity", 0, 0, mask=_LOW_32),
    # The kernel looks at 32 bits, and so must we: high bits once hid TIOCSTI (CVE-2019-10063).
    *(Condition("ioctl", 1, number, mask=_LOW_32) for number in _IOCTLS),
    *(Condition("fcntl", 1, number, mask=_LOW_32) for number in _FCNTLS),
)


def bpf() -> bytes:
    """The table as the program that the kernel runs, for `bwrap --seccomp`."""
    # Loaded here, because it looks for libseccomp, which only this adapter needs.
    pyseccomp = importlib.import_module("pyseccomp")
    architecture = pyseccomp.system_arch()
    filtered = pyseccomp.SyscallFilter(defaction=pyseccomp.ERRNO(errno.ENOSYS))
    filtered.set_attr(pyseccomp.Attr.ACT_BADARCH, pyseccomp.KILL_PROCESS)
    for action, names in ((pyseccomp.ALLOW, ALLOWED), (pyseccomp.ERRNO(errno.EPERM), REFUSED)):
        for name in names:
            if pyseccomp.resolve_syscall(architecture, name) >= 0:
                filtered.add_rule(action, name)
    for rule in CONDITIONS:
        if rule.mask is None:
            argument = pyseccomp.Arg(rule.argument, pyseccomp.EQ, rule.value)
        else:
            argument = pyseccomp.Arg(rule.argument, pyseccomp.MASKED_EQ, rule.mask, rule.value)
        if pyseccomp.resolve_syscall(architecture, rule.call) >= 0:
            filtered.add_rule(pyseccomp.ALLOW, rule.call, argument)
    with tempfile.TemporaryFile() as program:
        filtered.export_bpf(program)
        program.seek(0)
        return program.read()


def docker_profile() -> dict[str, object]:
    """The same table as Docker's JSON."""
    allowed: list[dict[str, object]] = [
        {"names": list(ALLOWED), "action": "SCMP_ACT_ALLOW"},
        {"names": list(REFUSED), "action": "SCMP_ACT_ERRNO", "errnoRet": errno.EPERM},
        {"names": list(ABSENT), "action": "SCMP_ACT_ERRNO", "errnoRet": errno.ENOSYS},
    ]
    for rule in CONDITIONS:
        argument = {"index": rule.argument, "value": rule.value, "op": "SCMP_CMP_EQ"}
        if rule.mask is not None:
            argument |= {"value": rule.mask, "valueTwo": rule.value, "op": "SCMP_CMP_MASKED_EQ"}
        allowed.append({"names": [rule.call], "action": "SCMP_ACT_ALLOW", "args": [argument]})
    return {
        "defaultAction": "SCMP_ACT_ERRNO",
        "defaultErrnoRet": errno.ENOSYS,
        "syscalls": allowed,
    }
