//! Areas are in wider areas, and never in a circle.

use super::reference::refer;
use super::{At, Check};

pub(super) fn check(check: &mut Check<'_>) {
    let areas = &check.catalogue.areas;
    for (index, area) in areas.iter().enumerate() {
        let at = At {
            collection: "areas",
            index,
            id: &area.id,
        };
        let Some(within) = &area.within else { continue };
        refer(check, at, "within", "areas", within);
        // Bounded by the number of areas: a circle that does not pass through this one ends the walk too.
        let mut here = Some(within.as_str());
        for _ in 0..areas.len() {
            match here {
                Some(id) if area.id == id => {
                    check.refuse(
                        at,
                        "within",
                        format!("the area \"{}\" is inside itself, by way of \"{within}\"", area.id),
                        "put it in a wider area, and leave `within` out of the widest",
                    );
                    break;
                }
                Some(id) => here = areas.iter().find(|a| a.id == id).and_then(|a| a.within.as_deref()),
                None => break,
            }
        }
    }
}
