//! Disks that do not tell what happens on them: shared ones, on which others write behind the system's back.

#![expect(clippy::disallowed_types, reason = "asks the system about a file")]

use std::fs::File;

/// The name of such a disk's file system, if the file or folder lies on one.
#[cfg(target_os = "linux")]
pub fn shared(file: &File) -> Option<&'static str> {
    // Magic numbers of Linux's <linux/magic.h> and of the drivers themselves.
    const SHARED: [(u32, &str); 12] = [
        (0x6969, "NFS"),
        (0xff53_4d42, "CIFS"),
        (0xfe53_4d42, "SMB"),
        (0x517b, "SMB"),
        (0x0102_1997, "9P (WSL)"),
        (0x6573_5546, "FUSE"),
        (0x786f_4256, "VirtualBox"),
        (0xbacb_acbc, "VMware"),
        (0x00c3_6400, "Ceph"),
        (0x5346_414f, "AFS"),
        (0x0bd0_0bd0, "Lustre"),
        (0x6a65_6a63, "virtiofs"),
    ];
    let found = rustix::fs::fstatfs(file).ok()?.f_type as u32;
    SHARED.iter().find(|(magic, _)| *magic == found).map(|(_, name)| *name)
}

/// Other systems tell of theirs, or the first change nobody announced shows it.
#[cfg(not(target_os = "linux"))]
pub fn shared(_: &File) -> Option<&'static str> {
    None
}
