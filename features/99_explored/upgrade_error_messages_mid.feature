@mid
Feature: Explored: Upgrade error messages
  Steps that were drawn, and what all right implementations show after them. No sentence of the documentation says it in
  so many words, so that these are interpreted: docs/explored.md.

  @EXPLORED-SEQUENCES
  Rule: What all right implementations show is shown

    Scenario: Explored mid/1, most likely ERR-BUILDSTAMP
      Given the MID Server "berlin" runs Orlando Patch 1
      And Orlando Patch 1 Hotfix 1 is assigned
      And "lisbon" and "oslo" hold both permits
      When up to 2 hours pass until "berlin" is Upgrading
      Then "berlin" has run Orlando Patch 1
      And the message "Unable to refresh packages" of "berlin" is not recorded

    Scenario: Explored mid/5, most likely ERR-409-MESSAGE
      Given the MID Server "berlin" runs Orlando Patch 1
      And "lisbon" and "oslo" hold both permits
      And "berlin" is asked to upgrade to Paris Patch 1 by command
      When the connection of "berlin" is lost
      And up to 16 minutes pass until "berlin" is Up
      Then the message "Method failed (https://instance.service-now.com) HTTP/1.1 409 Conflict with code: 409" of "berlin" is recorded

    Scenario: Explored mid/13, most likely ERR-REFRESH
      Given the MID Server "berlin" runs Orlando Patch 1
      And the download site answers requests for the Java runtime with error 404
      When "berlin" is asked to upgrade to Orlando Patch 2 at its start
      Then "berlin" has run Orlando Patch 1
      And the message "Unable to refresh packages" of "berlin" is recorded

    Scenario: Explored mid/15, most likely ERR-REFRESH
      Given the MID Server "berlin" runs Orlando Patch 1
      And the instance answers requests for a permit with error 404
      When "berlin" is asked to upgrade to Orlando Patch 2 at its start
      Then the message "Unable to refresh packages" of "berlin" is recorded

    Scenario: Explored mid/18, most likely ERR-REFRESH
      Given the MID Server "berlin" runs Orlando Patch 1
      And the property mid.buildstamp is "orlando-12-11-2019-patch2-03-18-2020_03-31-2020_1417"
      When up to 25 minutes pass until "berlin" is Upgrading
      And up to 2 hours pass until "berlin" is Upgrading
      Given the host of "berlin" refuses to replace files in bin
      When 42 minutes pass
      Then the message "Not a valid package buildstamp" of "berlin" is recorded

    Scenario: Explored mid/19, most likely ERR-BUILDSTAMP
      Given the MID Servers "berlin" and "berlina" run Orlando Patch 1
      And the parameter mid.pinned.version of "berlin" is "sandiego-12-22-2021__patch10-01-12-2023_01-23-2023_1901"
      When the instance answers questions for the version with another page
      And 2 minutes pass
      Then "berlina" has run Orlando Patch 1
      And the message "Not a valid package buildstamp" of "berlin" is not recorded

    Scenario: Explored mid/25, most likely ERR-BUILDSTAMP-EDGE
      Given the MID Server "berlin" runs Orlando Patch 1
      And the property mid.buildstamp is " orlando-12-11-2019__patch2-03-18-2020_03-31-2020_1417 "
      When 2 hours pass
      Then "berlin" has run Orlando Patch 1
      And no path or address that "berlin" has used has a blank in it

    Scenario: Explored mid/29, most likely ERR-QUERY
      Given the MID Servers "berlin" and "berlina" run Orlando Patch 1
      And the instance answers questions for the version with error 503
      When "berlin" is asked to upgrade to Orlando Patch 2 by command
      Then "berlin" has run Orlando Patch 1
      When the next check is over
      Then the message "Failed to query instance for MID Server buildstamp" of "berlin" is recorded

    Scenario: Explored mid/30, most likely ERR-BUILDSTAMP
      Given the MID Server "berlin" runs Orlando Patch 1
      And the instance cannot be found
      When the instance is upgraded to Orlando Patch 2
      Then "berlin" has run Orlando Patch 1
      And the message "Failed to query instance for MID Server buildstamp" of "berlin" is not recorded
      And "berlin" has not checked

    Scenario: Explored mid/34, most likely ERR-BUILDSTAMP
      Given the MID Server "berlin" runs Orlando Patch 1
      When the property mid.buildstamp is "orlando-12-11-2019__patch2-03-18-2020-03-31-2020_1417"
      And 5 hours pass
      Then "berlin" has run Orlando Patch 1
      And the message "Not a valid package buildstamp" of "berlin" is recorded

    Scenario: Explored mid/38, most likely ERR-409-RETRY
      Given the MID Server "berlin" runs Orlando Patch 1
      When the parameter mid.pinned.version of "berlin" is "orlando-12-11-2019__patch4-05-20-2020"
      And the parameter mid.pinned.version of "berlin" is "sandiego-12-22-2021__patch10-01-12-2023"
      And 3 hours pass
      Then the message "Not a valid package buildstamp" of "berlin" is recorded
      And "berlin" has been Up before it asked for a permit
