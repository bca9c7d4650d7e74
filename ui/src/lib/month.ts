// Days and months of the calendar as the backend writes them, "2026-11-22". Pure, and without a clock or a zone: the
// backend says which day it is.

import type { Weekday } from "./bindings";
import type { Meaning } from "./keyboard";
import { longDate, MONTHS } from "./words";

export const WEEKDAYS = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
] as const;

const DAY = 24 * 60 * 60 * 1000;

/** "2026-11-22" some days later, or earlier. */
export function addDays(day: string, days: number): string {
  return written(new Date(Date.parse(day) + days * DAY));
}

/** The same day some months later; the month's last where it has no such day. */
export function addMonths(day: string, months: number): string {
  const [year, month, date] = parts(day);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return written(new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))));
}

/** From Monday, 0, to Sunday, 6. */
export function weekday(day: string): number {
  return (new Date(day).getUTCDay() + 6) % 7;
}

/** The same by the name that records have for it. */
export function weekdayOf(day: string): Weekday {
  return (WEEKDAYS[weekday(day)] ?? "Monday").toLowerCase() as Weekday;
}

/** "Wed 27"; "Wed" where no date is known. */
export function shortDay(weekday: Weekday, date?: string): string {
  const name = weekday.slice(0, 1).toUpperCase() + weekday.slice(1, 3);
  return date === undefined ? name : `${name} ${Number(date.slice(8))}`;
}

/** "2026-11": what two days of one month share. */
export function monthOf(day: string): string {
  return day.slice(0, 7);
}

/** The rows of a month's page, Monday first. Places before its first and after its last day are empty. */
export function rows(month: string): (string | undefined)[][] {
  const first = `${month}-01`;
  const start = addDays(first, -weekday(first));
  const page: (string | undefined)[][] = [];
  for (let monday = start; monday < addMonths(first, 1); monday = addDays(monday, 7)) {
    const days = WEEKDAYS.map((_, at) => addDays(monday, at));
    page.push(days.map((day) => (monthOf(day) === month ? day : undefined)));
  }
  return page;
}

/** Where keys lead in a page of days, as the date-picker pattern of ARIA has it. */
export const MOVES: Record<Meaning<"In a month">, (day: string) => string> = {
  "day-before": (day) => addDays(day, -1),
  "day-after": (day) => addDays(day, 1),
  "week-before": (day) => addDays(day, -7),
  "week-after": (day) => addDays(day, 7),
  monday: (day) => addDays(day, -weekday(day)),
  sunday: (day) => addDays(day, 6 - weekday(day)),
  "month-before": (day) => addMonths(day, -1),
  "month-after": (day) => addMonths(day, 1),
  "year-before": (day) => addMonths(day, -12),
  "year-after": (day) => addMonths(day, 12),
};

/** "November 2026". */
export function monthName(day: string): string {
  const [year, month] = parts(day);
  return `${MONTHS[month - 1]} ${year}`;
}

/** "Sunday 22 November 2026". */
export function dayName(day: string): string {
  return `${WEEKDAYS[weekday(day)]} ${longDate(day)}`;
}

function parts(day: string): [number, number, number] {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return [year, month, date];
}

function written(date: Date): string {
  return date.toISOString().slice(0, 10);
}
