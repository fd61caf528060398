"""The ways into an edition beside its contents: by the calendar, by the day of the year, by names, by the map."""
