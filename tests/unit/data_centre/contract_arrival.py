"""What every kind of data centre must keep of when records arrived; delays are plain by construction."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from yanqing_eco_plugin.core.data_centre.arrival import KEPT_DAYS

from .made import frame, hours, stations, together

ZONE = timezone(timedelta(hours=8))
DAY = date(2024, 3, 1)
MIDNIGHT = datetime(2024, 3, 1, tzinfo=ZONE)


def table(centre, first=DAY - timedelta(3), last=DAY + timedelta(3)):
    found = centre.arrivals(first, last)
    return {
        (row.station_id, row.day.date()): (row.records, row.delay_sum_s, row.delay_max_s) for row in found.itertuples()
    }


def at(hour: float, prop: str = "pm2_5", station: str = "a0", value: float = 1.0):
    return frame([(station, prop, MIDNIGHT + timedelta(hours=hour), 3600, value, "N")])


class ArrivalContract:
    def test_delays_are_added_up_by_station_and_local_day(self, new_centre, reopen):
        centre = new_centre()
        centre.write_features("station", stations())
        received = MIDNIGHT + timedelta(hours=10, seconds=60)
        centre.append_observations(together(at(9), at(10), at(10, "so2"), at(10, "pm2_5", "a1")), received=received)
        expected = {("a0", DAY): (3, 3660 + 60 + 60, 3660), ("a1", DAY): (1, 60, 60)}
        assert table(centre) == expected
        centre.append_observations(at(11), received=MIDNIGHT + timedelta(hours=11, seconds=30))
        expected["a0", DAY] = (4, 3810, 3660)
        assert table(centre) == expected
        assert table(reopen(centre, writable=False)) == expected
        assert table(centre, DAY + timedelta(1), DAY + timedelta(9)) == {}

    def test_the_record_of_midnight_belongs_to_the_day_that_ends(self, new_centre):
        centre = new_centre()
        centre.append_observations(together(at(24), at(24.25)), received=MIDNIGHT + timedelta(hours=24.5))
        assert table(centre) == {("a0", DAY): (1, 1800, 1800), ("a0", DAY + timedelta(1)): (1, 900, 900)}

    def test_only_what_is_new_arrives(self, new_centre):
        centre = new_centre()
        received = MIDNIGHT + timedelta(hours=10)
        centre.append_observations(at(9), received=received)
        centre.append_observations(at(9), received=received + timedelta(days=2))
        centre.append_observations(at(9, value=2.0), received=received + timedelta(days=3))
        assert table(centre) == {("a0", DAY): (1, 3600, 3600)}

    def test_imported_files_and_history_make_no_device_late(self, new_centre):
        centre = new_centre()
        centre.append_observations(hours("a0", "pm2_5", [1.0] * 24, start=MIDNIGHT))
        assert table(centre) == {}
        # A year of history from a gateway that is met for the first time; what is younger than a week does count.
        week = MIDNIGHT + timedelta(days=7)
        centre.append_observations(together(at(-24 * 300, "so2"), at(-0.5, "so2"), at(1, "so2")), received=week)
        assert table(centre) == {("a0", DAY): (1, 7 * 86_400 - 3600, 7 * 86_400 - 3600)}

    def test_a_clock_that_is_ahead_is_no_delay(self, new_centre):
        centre = new_centre()
        centre.append_observations(together(at(1), at(24 * 40, "so2")), received=MIDNIGHT + timedelta(hours=0.9))
        assert table(centre, last=DAY + timedelta(99)) == {("a0", DAY): (1, 0, 0)}

    def test_old_days_are_not_kept_for_ever(self, new_centre):
        centre = new_centre()
        centre.append_observations(at(1), received=MIDNIGHT + timedelta(hours=1))
        later = (KEPT_DAYS + 2) * 24
        centre.append_observations(at(later), received=MIDNIGHT + timedelta(hours=later))
        assert list(table(centre, last=DAY + timedelta(KEPT_DAYS + 9))) == [("a0", DAY + timedelta(KEPT_DAYS + 1))]

    def test_arrivals_are_an_open_table(self, new_centre):
        centre = new_centre()
        before = centre.revision()
        centre.append_observations(at(1), received=MIDNIGHT + timedelta(hours=2))
        row = centre.features("arrival").iloc[0]
        assert (row["arrival_id"], row["records"], row["delay_sum_s"]) == ("2024-03-01 a0", 1, 3600.0)
        assert centre.revision() != before
