//! How pages refer to each other, and to themselves from elsewhere.

use super::*;

#[test]
fn one_page_refers_to_another_by_the_shortest_way() {
    assert_eq!(relative("index.html", "grids/a/index.html"), "grids/a/index.html");
    assert_eq!(relative("grids/a/index.html", "grids/b/index.html"), "../b/index.html");
    assert_eq!(relative("grids/a/index.html", "index.html"), "../../index.html");
    assert_eq!(relative("grids/a/index.html", "grids/a/index.html"), "index.html");
    assert_eq!(Origin::Page("ratings/s/2026-03/index.html".into()).root(), "../../../");
}

#[test]
fn chinese_ids_and_odd_file_names_are_encoded() {
    assert_eq!(relative("index.html", "grids/东/index.html"), "grids/%E4%B8%9C/index.html");
    assert_eq!(relative("a/index.html", "files/路 #1 50%.jpg"), "../files/%E8%B7%AF%20%231%2050%25.jpg");
}

#[test]
fn what_is_shown_anywhere_refers_to_the_sites_folder() {
    let from = Origin::Anywhere("/%E6%9D%91/".into());
    assert_eq!(from.link("grids/东/index.html"), "/%E6%9D%91/grids/%E4%B8%9C/index.html");
    assert_eq!(from.root(), "/%E6%9D%91/");
}

#[test]
fn absolute_addresses_name_folders() {
    let at = |base: &str, to| absolute(&BaseUrl::parse(base).unwrap(), to);
    assert_eq!(at("https://a.cn/b/", "grids/x/index.html"), "https://a.cn/b/grids/x/");
    assert_eq!(at("https://a.cn", "index.html"), "https://a.cn/");
    assert_eq!(at("https://a.cn", "404.html"), "https://a.cn/404.html");
}
