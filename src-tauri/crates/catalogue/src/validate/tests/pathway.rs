//! Pathways.

use super::*;

#[test]
fn pathways() {
    each_refused! {
        |c| c.pathways[1].steps.clear() => "pathways/other#steps: this pathway has no steps";
        |c| c.pathways[0].steps[0].answers[0].step = Some("wait".into()) => "pathways/worried#steps/1: nothing leads to the step \"tell\"";
        |c| c.pathways[0].steps[0].answers[0].pathway = Some("other".into()) => "pathways/worried#steps/0/answers/0: this answer leads to a step and";
        |c| c.pathways[0].steps[0].answers.clear() => "pathways/worried#steps/0/question: this question has no answers";
    }
}
