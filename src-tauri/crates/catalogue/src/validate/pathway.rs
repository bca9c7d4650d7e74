//! Pathways: every step can be reached, every answer leads somewhere.

use super::{At, Check, near};
use crate::Pathway;

pub(super) fn check(check: &mut Check<'_>) {
    for (index, pathway) in check.catalogue.pathways.iter().enumerate() {
        let at = At {
            collection: "pathways",
            index,
            id: &pathway.id,
        };
        if pathway.steps.is_empty() {
            check.refuse(
                at,
                "steps",
                "this pathway has no steps",
                "add what to do first as [[steps]]",
            );
        }
        // While an answer leads nowhere, which steps can be reached is not known.
        if answers(check, at, pathway) {
            reach(check, at, pathway);
        }
    }
}

/// Whether all answers lead to steps that are there.
fn answers(check: &mut Check<'_>, at: At<'_>, pathway: &Pathway) -> bool {
    let mut sound = true;
    for (s, step) in pathway.steps.iter().enumerate() {
        if step.question.is_some() && step.answers.is_empty() {
            check.refuse(
                at,
                format!("steps/{s}/question"),
                "this question has no answers",
                "add each answer as [[steps.answers]] with its label, or leave the question out",
            );
        }
        for (a, answer) in step.answers.iter().enumerate() {
            let path = format!("steps/{s}/answers/{a}");
            if answer.step.is_some() && answer.pathway.is_some() {
                check.refuse(
                    at,
                    &path,
                    "this answer leads to a step and to a pathway",
                    "remove one of the two",
                );
            }
            let Some(target) = &answer.step else { continue };
            if pathway.steps.iter().any(|s| s.id == *target) {
                continue;
            }
            sound = false;
            let guess = near(target, pathway.steps.iter().map(|s| s.id.as_str()))
                .map(|near| format!(". Did you mean \"{near}\"?"))
                .unwrap_or_default();
            check.refuse(
                at,
                format!("{path}/step"),
                format!("there is no step with the id \"{target}\" in this pathway"),
                format!("write the id of one of its steps, or `pathway` for another pathway{guess}"),
            );
        }
    }
    sound
}

/// From the first step on: a step without answers leads to the next one, an answer to its own.
fn reach(check: &mut Check<'_>, at: At<'_>, pathway: &Pathway) {
    let mut reached = vec![false; pathway.steps.len()];
    let mut ahead = vec![0];
    while let Some(here) = ahead.pop() {
        let Some(step) = pathway.steps.get(here) else { continue };
        if std::mem::replace(&mut reached[here], true) {
            continue;
        }
        if step.answers.is_empty() {
            ahead.push(here + 1);
        }
        let targets = step.answers.iter().filter_map(|a| a.step.as_ref());
        ahead.extend(targets.filter_map(|id| pathway.steps.iter().position(|s| s.id == *id)));
    }
    for (s, _) in reached.iter().enumerate().filter(|(_, reached)| !**reached) {
        check.refuse(
            at,
            format!("steps/{s}"),
            format!("nothing leads to the step \"{}\"", pathway.steps[s].id),
            format!(
                "let an answer of an earlier step lead to it: step = \"{}\"",
                pathway.steps[s].id
            ),
        );
    }
}
