//! Pictures and maps that cannot be published.

use crate::diagnostic::rules;

rules! {
    /// A kind of picture that browsers do not all show, or that can run scripts.
    pub PICTURE_FORMAT: "picture-format", Error, fixed;
    what "图片不是 JPEG、PNG 或 WebP。" "A picture is neither JPEG, PNG nor WebP.";
    why "HEIC、TIFF、BMP 很多浏览器打不开；SVG 里可以藏脚本；GIF 里的说明文字去不掉。另存为 JPEG 或 PNG 再用。"
        "Many browsers cannot show HEIC, TIFF or BMP, SVG can hold scripts, and GIF texts that are not seen. Save it as JPEG or PNG.";
    example "< -- content/photos/zhang.svg --\n< <svg xmlns=\"http://www.w3.org/2000/svg\"/>\n< -- content/records.yaml --\nmembers:\n  - name: 张三\n<     photo: photos/zhang.svg\n< #          ^^^^^^^^^^^^^^^^\n";

    /// A picture that cannot be read to its end.
    pub PICTURE_BROKEN: "picture-broken", Error, fixed;
    what "图片已损坏，或不是图片。" "A picture is broken, or is none.";
    why "多半是没有传完，或把别的文件改成了 .jpg。重新传一份原图。"
        "Most often it was copied in part, or another file was renamed. Copy the original again.";
    example "< -- content/photos/zhang.jpg --\n< 没有传完\n< -- content/records.yaml --\nmembers:\n  - name: 张三\n<     photo: photos/zhang.jpg\n< #          ^^^^^^^^^^^^^^^^\n";

    /// More pixels than can sensibly be read.
    pub PICTURE_OVERSIZED: "picture-oversized", Error, fixed;
    what "图片的像素太多，不读。" "A picture has too many pixels to be read.";
    why "上限比手机照片大得多；很小的文件也可能展开成巨大的图片，拖垮电脑。先缩小再用。"
        "The limit is far above what phones take; a tiny file can unpack into a huge picture and bring a computer down. Shrink it first.";
    example "> members:\n>   - name: 张三\n";

    /// A boundary that is no area in degrees.
    pub BOUNDARY_UNREADABLE: "boundary-unreadable", Error, fixed;
    what "边界文件不是经纬度的 GeoJSON 面。" "A boundary is no GeoJSON area in degrees.";
    why "网格图照这个文件画。只有点或线、用米作单位、或导出坏了的文件画不出来。文件里的名称和备注不会公布。"
        "The map is drawn from this file. Points, lines, metres or a broken export draw nothing. Names and notes in the file are not published.";
    example "< -- content/maps/east.geojson --\n< {\"type\": \"Point\", \"coordinates\": [112.3, 36.6]}\n< -- content/records.yaml --\ngrids:\n<   - {id: g1, name: 东网格, level: grid, lead: 王芳, boundary: maps/east.geojson}\n< #                                                             ^^^^^^^^^^^^^^^^^\n>   - {id: g1, name: 东网格, level: grid, lead: 王芳}\nmembers:\n  - name: 王芳\n";
}
