//! What two versions of a file have in common: all but what stands between their equal beginnings and ends.

/// How many bytes are compared at a time.
const BLOCK: usize = 4096;

/// How many bytes of both are equal at the beginning, and how many of the rest at the end.
pub fn same_ends(one: &[u8], other: &[u8]) -> (usize, usize) {
    let front = same_front(one, other);
    (front, same_back(&one[front..], &other[front..]))
}

fn same_front(one: &[u8], other: &[u8]) -> usize {
    let blocks = one.chunks_exact(BLOCK).zip(other.chunks_exact(BLOCK));
    let same = BLOCK * blocks.take_while(|(one, other)| one == other).count();
    let rest = one[same..].iter().zip(&other[same..]);
    same + rest.take_while(|(one, other)| one == other).count()
}

fn same_back(one: &[u8], other: &[u8]) -> usize {
    let blocks = one.rchunks_exact(BLOCK).zip(other.rchunks_exact(BLOCK));
    let same = BLOCK * blocks.take_while(|(one, other)| one == other).count();
    let rest = one[..one.len() - same].iter().rev().zip(other[..other.len() - same].iter().rev());
    same + rest.take_while(|(one, other)| one == other).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_counted_over_blocks_and_never_twice() {
        let long = vec![b'a'; 3 * BLOCK + 7];
        assert_eq!(same_ends(&long, &long), (long.len(), 0));
        assert_eq!(same_ends(&long, &long[1..]), (long.len() - 1, 0));
        for at in [0, 1, BLOCK - 1, BLOCK, 2 * BLOCK + 3, long.len() - 1] {
            let mut other = long.clone();
            other[at] = b'b';
            assert_eq!(same_ends(&long, &other), (at, long.len() - at - 1), "{at}");
            other.splice(at..at, *b"ccc");
            assert_eq!(same_ends(&long, &other), (at, long.len() - at - 1), "{at}");
        }
        assert_eq!(same_ends(b"", b"a"), (0, 0));
    }
}
