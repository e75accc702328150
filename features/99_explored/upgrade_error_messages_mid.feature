@mid
Feature: Explored: Upgrade error messages
  Steps that were drawn, and what all right implementations show after them. No sentence of the documentation says it in
  so many words, so that these are interpreted: docs/explored.md.

  @EXPLORED-SEQUENCES
  Rule: What all right implementations show is shown

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
