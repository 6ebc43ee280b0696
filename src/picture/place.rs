//! Whether a picture says where it was taken.

/// The tag of the main directory that leads to the one of places, and the tags of latitude and longitude in there.
const GPS_DIRECTORY: u16 = 0x8825;
const LATITUDE: u16 = 2;
const LONGITUDE: u16 = 4;

/// Whether EXIF data (from its byte order mark on) hold a latitude or a longitude.
pub(super) fn in_exif(exif: &[u8]) -> bool {
    let exif = exif.strip_prefix(b"Exif\0\0").unwrap_or(exif);
    let Some(exif) = Exif::new(exif) else { return false };
    let Some(first) = exif.long(4) else { return false };
    let gps = exif.entries(first).find(|(tag, _)| *tag == GPS_DIRECTORY);
    let Some(directory) = gps.and_then(|(_, at)| exif.long(at + 8)) else { return false };
    exif.entries(directory).any(|(tag, _)| matches!(tag, LATITUDE | LONGITUDE))
}

/// Whether XMP data name a latitude or a longitude.
pub(super) fn in_xmp(xmp: &[u8]) -> bool {
    [&b"GPSLatitude"[..], b"GPSLongitude"].iter().any(|name| xmp.windows(name.len()).any(|at| at == *name))
}

/// EXIF data with their byte order.
struct Exif<'b> {
    bytes: &'b [u8],
    little: bool,
}

impl<'b> Exif<'b> {
    fn new(bytes: &'b [u8]) -> Option<Exif<'b>> {
        match bytes.get(..2)? {
            b"II" => Some(Exif { bytes, little: true }),
            b"MM" => Some(Exif { bytes, little: false }),
            _ => None,
        }
    }

    fn short(&self, at: usize) -> Option<u16> {
        let bytes = self.bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if self.little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    }

    fn long(&self, at: usize) -> Option<usize> {
        let bytes = self.bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if self.little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) } as usize)
    }

    /// Tags of the directory at `directory`, each with its own place.
    fn entries(&self, directory: usize) -> impl Iterator<Item = (u16, usize)> {
        let count = usize::from(self.short(directory).unwrap_or(0));
        (0..count).map_while(move |index| {
            let at = directory + 2 + index * 12;
            Some((self.short(at)?, at))
        })
    }
}
