"""What an independent implementation of C2SP's logs (PyPI `aics-tlog`) makes of ours.

    python accept.py VKEY COSIGNER OLD... SITE

SITE is a published folder, each OLD a checkpoint that was kept, COSIGNER the vkey of whoever countersigned the newest one,
or a dash. Prints what was accepted, and fails at the first thing that is not.
"""

import sys
from pathlib import Path

from aics_tlog import (
    FileSystemTileReader, VKey, VerifiedTileReader, audit_tiles, consistency_proof_from_tiles, cosignature_vkey,
    inclusion_proof_from_tiles, parse_checkpoint, parse_note, parse_vkey, read_entry, verify_checkpoint,
    verify_consistency, verify_leaf_inclusion,
)


def main(vkey, cosigner, *paths):
    *kept, site = paths
    log = Path(site, 'log')
    key = parse_vkey(vkey)
    note = parse_note(Path(log, 'checkpoint').read_bytes())
    witnesses = []
    if cosigner != '-':
        own = parse_vkey(cosigner)
        witnesses = [own if own.key_type == 4 else cosignature_vkey(own.name, own.public_key)]
    seen = verify_checkpoint(note, key, witnesses, len(witnesses))
    assert seen.ok, seen.error
    now = parse_checkpoint(note.text)
    tiles = FileSystemTileReader(log)
    audit_tiles(tiles, now.size, now.root)
    for index in range(now.size):
        entry = read_entry(tiles, index, now.size)
        proof = inclusion_proof_from_tiles(tiles, index, now.size)
        assert verify_leaf_inclusion(entry, index, now.size, proof, now.root), index
    for path in kept:
        old_note = parse_note(Path(path).read_bytes())
        seen = verify_checkpoint(old_note, key)
        assert seen.ok, seen.error
        old = parse_checkpoint(old_note.text)
        proof = consistency_proof_from_tiles(tiles, old.size, now.size)
        assert verify_consistency(old.size, now.size, old.root, now.root, proof), path
    print(f'{now.size} entries, {len(kept)} checkpoints, {len(witnesses)} countersignatures')


main(*sys.argv[1:])
