//! What two versions of a file, or of a list, have in common: all but what stands between their equal beginnings and ends.

/// How many bytes are compared at a time.
const BLOCK: usize = 4096;

/// How many bytes of both are equal at the beginning, and how many of the rest at the end.
pub fn same_ends(one: &[u8], other: &[u8]) -> (usize, usize) {
    let front = same_front(one, other);
    (front, same_back(&one[front..], &other[front..]))
}

/// The same of lists, by what `is_same` says of their members.
pub fn same_ends_by<T>(one: &[T], other: &[T], is_same: impl Fn(&T, &T) -> bool) -> (usize, usize) {
    let are_same = |(one, other): &(&T, &T)| is_same(one, other);
    let front = one.iter().zip(other).take_while(are_same).count();
    let (one, other) = (&one[front..], &other[front..]);
    (front, one.iter().rev().zip(other.iter().rev()).take_while(are_same).count())
}

/// Where that which stands at `at` among `now` many may have stood among `before` many while something came or went
/// elsewhere: as far from the beginning, or from the end.
pub fn places(at: usize, now: usize, before: usize) -> impl Iterator<Item = usize> {
    let places = [Some(at), (at + before).checked_sub(now)].into_iter().flatten();
    places.filter(move |place| *place < before)
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
    fn lists_have_ends_and_places_as_files_do() {
        let same = |one: &[u8], other: &[u8]| same_ends_by(one, other, |a, b| a == b);
        for (one, other, ends) in
            [("abcd", "abxcd", (2, 2)), ("aa", "aaa", (2, 0)), ("abc", "abc", (3, 0)), ("", "a", (0, 0))]
        {
            assert_eq!(same(one.as_bytes(), other.as_bytes()), ends, "{one} {other}");
        }
        // d is the last of both; of five, the third stood nowhere else.
        assert_eq!(places(4, 5, 4).collect::<Vec<_>>(), [3]);
        assert_eq!(places(0, 5, 4).collect::<Vec<_>>(), [0]);
        assert_eq!(places(2, 5, 4).collect::<Vec<_>>(), [2, 1]);
    }

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
