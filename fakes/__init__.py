"""The world around a target: clock, journal, hosts, the front before the instance, the download site."""
