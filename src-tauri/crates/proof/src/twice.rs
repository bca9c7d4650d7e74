//! One address in two records: people meet it twice, and only one of the two is fixed.

use std::collections::BTreeMap;

use catalogue::Catalogue;
use catalogue::validate::Fault;

use crate::{At, remark};

pub(crate) fn advice(catalogue: &Catalogue) -> Vec<Fault> {
    let mut advice = Vec::new();
    let resources = catalogue
        .resources
        .iter()
        .enumerate()
        .filter(|(_, r)| r.standing.is_active());
    let links = resources.filter_map(|(index, r)| Some((index, r.id.as_str(), r.link.as_ref()?.url.as_str())));
    doubles("resources", "link/url", links, &mut advice);
    let sources = catalogue.sources.iter().enumerate();
    let addresses = sources.filter_map(|(index, s)| Some((index, s.id.as_str(), s.address.as_deref()?)));
    doubles("sources", "address", addresses, &mut advice);
    advice
}

fn doubles<'a>(
    collection: &'static str,
    path: &str,
    addresses: impl Iterator<Item = (usize, &'a str, &'a str)>,
    advice: &mut Vec<Fault>,
) {
    let mut first: BTreeMap<String, &str> = BTreeMap::new();
    for (index, id, address) in addresses {
        let Some(other) = first.get(&folded(address)) else {
            first.insert(folded(address), id);
            continue;
        };
        let at = At { collection, index, id };
        let what = format!("\"{other}\" has this address as well");
        advice.push(remark(
            at,
            path,
            None,
            what,
            "make one record of the two, or find the address of this one",
        ));
    }
}

/// Two addresses of one page: with and without `www.`, a last slash, and where on the page it opens.
fn folded(address: &str) -> String {
    let bare = address.split('#').next().unwrap_or(address).trim_end_matches('/');
    let bare = bare.strip_prefix("https://").unwrap_or(bare);
    let bare = bare.strip_prefix("www.").unwrap_or(bare);
    let (host, path) = bare.split_at(bare.find('/').unwrap_or(bare.len()));
    format!("{}{path}", host.to_lowercase())
}
