//! Responsible members as they appear everywhere: a card, a phone, a chain of cards.

use serde::Serialize;

use super::{Link, StarsView};

/// A phone number as it may be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Phone {
    /// `13800138000` or `138****8000`.
    pub text: String,
    /// `tel:` link; null for a masked number.
    pub href: Option<String>,
}

/// A member in one look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PersonCard {
    /// Member id.
    pub id: String,
    /// 姓名
    pub name: String,
    /// The member's page; null for a past member who has none.
    pub href: Option<String>,
    /// 职务
    pub title: Option<String>,
    /// 党员
    pub party_member: bool,
    /// Null when hidden or not given: then the hotline answers.
    pub phone: Option<Phone>,
    /// Photo.
    pub photo: Option<String>,
    /// 承诺语
    pub pledge: Option<String>,
    /// Stars of the latest published month, where a scheme of members shows stars: on the member's own page, and where
    /// somebody holds a post or belongs to the grid. Null in chains, trees and lists.
    pub stars: Option<StarsView>,
    /// Whether the member is in office on the as-of date.
    pub in_office: bool,
}

/// One card of the chain of responsibility. Lists of these run from the household upwards: 包户 first, the root
/// last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChainCard {
    /// `household`: named for the household (包户); `lead`: the lead of `grid`.
    pub role: &'static str,
    /// The level's name (片区, 村 …); null for `household`.
    pub level: Option<String>,
    /// Whose lead; null for `household`.
    pub grid: Option<Link>,
    /// Title of the post (网格长, 包村领导 …); null for `household`.
    pub post: Option<String>,
    /// Whether the card is about the grid of the page itself.
    pub current: bool,
    /// Who: several only for `household`. Empty: the post stands vacant (空缺).
    pub people: Vec<PersonCard>,
    /// B岗 in office.
    pub backup: Option<PersonCard>,
}
