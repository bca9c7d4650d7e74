"""Reads calendar files and prints what is in them as JSON, a list with one object a file.

    /usr/bin/python3 read.py icalendar|libical FILE...

Two readers that know nothing of Doorstep and nothing of each other: Python's icalendar, and libical, the library of
GNOME's and KDE's calendars, through its introspection. Times are turned into UTC by the file's own VTIMEZONE. Ends with 77
where the reader is not installed.
"""

import json
import sys
from datetime import date, datetime, timezone


def utc(moment):
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def with_icalendar(path):
    from icalendar import Calendar

    with open(path, "rb") as file:
        calendar = Calendar.from_ical(file.read())
    zones = {str(zone["TZID"]): zone.to_tz() for zone in calendar.walk("VTIMEZONE")}

    def text(component, name):
        return str(component[name]) if name in component else None

    def when(property):
        if isinstance(property.dt, datetime):
            zone = zones[property.params["TZID"]]
            return utc(zone.localize(property.dt.replace(tzinfo=None)))
        assert isinstance(property.dt, date)
        return property.dt.isoformat()

    def event(component):
        return {
            "uid": text(component, "UID"),
            "sequence": int(component["SEQUENCE"]),
            "stamp": utc(component["DTSTAMP"].dt),
            "modified": utc(component["LAST-MODIFIED"].dt),
            "start": when(component["DTSTART"]),
            "end": when(component["DTEND"]),
            "transparent": text(component, "TRANSP") == "TRANSPARENT",
            "status": text(component, "STATUS"),
            "summary": text(component, "SUMMARY"),
            "description": text(component, "DESCRIPTION"),
            "location": text(component, "LOCATION"),
            "url": text(component, "URL"),
            "categories": [str(category) for category in component["CATEGORIES"].cats],
            "alarms": [
                {
                    "action": text(alarm, "ACTION"),
                    "description": text(alarm, "DESCRIPTION"),
                    "seconds": int(alarm["TRIGGER"].dt.total_seconds()),
                }
                for alarm in component.walk("VALARM")
            ],
        }

    wrong = [error for component in calendar.walk() for error in component.errors]
    assert not wrong, wrong
    return {
        "version": text(calendar, "VERSION"),
        "method": text(calendar, "METHOD"),
        "name": text(calendar, "X-WR-CALNAME"),
        "refresh": text(calendar, "REFRESH-INTERVAL"),
        "ttl": text(calendar, "X-PUBLISHED-TTL"),
        "events": [event(component) for component in calendar.walk("VEVENT")],
    }


def with_libical(path):
    import gi

    gi.require_version("ICalGLib", "3.0")
    from gi.repository import ICalGLib

    Kind, Is = ICalGLib.ComponentKind, ICalGLib.PropertyKind
    with open(path, encoding="utf-8", newline="") as file:
        calendar = ICalGLib.Component.new_from_string(file.read())
    assert calendar is not None and calendar.isa() == Kind.VCALENDAR_COMPONENT
    # It keeps what it could not read as properties of its own.
    assert calendar.count_errors() == 0, calendar.as_ical_string()

    def components(of, kind):
        found = of.get_first_component(kind)
        while found:
            yield found
            found = of.get_next_component(kind)

    def properties(of):
        found = of.get_first_property(Is.ANY_PROPERTY)
        while found:
            yield found
            found = of.get_next_property(Is.ANY_PROPERTY)

    def raw(of):
        return {its.get_property_name(): its.get_value_as_string() for its in properties(of)}

    def text(of, kind, get):
        found = of.get_first_property(kind)
        return get(found) if found else None

    def when(time):
        if time.is_date():
            return "%04d-%02d-%02d" % (time.get_year(), time.get_month(), time.get_day())
        zone = time.get_timezone()
        assert zone is not None
        return utc(datetime.fromtimestamp(time.as_timet_with_zone(zone), timezone.utc))

    def event(component):
        plain = raw(component)
        return {
            "uid": component.get_uid(),
            "sequence": component.get_sequence(),
            "stamp": when(component.get_dtstamp()),
            "modified": when(component.get_first_property(Is.LASTMODIFIED_PROPERTY).get_lastmodified()),
            "start": when(component.get_dtstart()),
            "end": when(component.get_dtend()),
            "transparent": plain["TRANSP"] == "TRANSPARENT",
            "status": plain["STATUS"],
            "summary": component.get_summary(),
            "description": component.get_description(),
            "location": component.get_location(),
            "url": text(component, Is.URL_PROPERTY, lambda url: url.get_url()),
            "categories": [
                its.get_categories() for its in properties(component) if its.isa() == Is.CATEGORIES_PROPERTY
            ],
            "alarms": [
                {
                    "action": raw(alarm)["ACTION"],
                    "description": text(alarm, Is.DESCRIPTION_PROPERTY, lambda its: its.get_description()),
                    "seconds": text(
                        alarm, Is.TRIGGER_PROPERTY, lambda its: its.get_trigger().get_duration().as_int()
                    ),
                }
                for alarm in components(component, Kind.VALARM_COMPONENT)
            ],
        }

    plain = raw(calendar)
    name = [its.get_x() for its in properties(calendar) if its.get_x_name() == "X-WR-CALNAME"]
    return {
        "version": plain["VERSION"],
        "method": plain.get("METHOD"),
        "name": name[0] if name else None,
        "refresh": plain.get("REFRESH-INTERVAL"),
        "ttl": plain.get("X-PUBLISHED-TTL"),
        "events": [event(component) for component in components(calendar, Kind.VEVENT_COMPONENT)],
    }


def installed(reader):
    try:
        if reader == "icalendar":
            import icalendar
        else:
            import gi

            gi.require_version("ICalGLib", "3.0")
    except (ImportError, ValueError):
        return False
    return True


if __name__ == "__main__":
    reader = {"icalendar": with_icalendar, "libical": with_libical}[sys.argv[1]]
    if not installed(sys.argv[1]):
        sys.exit(77)
    json.dump([reader(path) for path in sys.argv[2:]], sys.stdout)
