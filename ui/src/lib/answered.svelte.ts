// Whether any screen has shown what it was asked for: only then may a failure say that the rest still works.

class Answered {
  any = $state(false);
}

export const answered = new Answered();
