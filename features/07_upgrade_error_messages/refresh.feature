@mid
Feature: The packages cannot be refreshed
  Whatever no other message covers is recorded under a general one, so that no failure is silent.
  Documentation: MID Server upgrades, "Upgrade error messages".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1
    And Orlando Patch 2 is assigned

  @ERR-REFRESH
  Rule: An error that no other message covers is recorded as "Unable to refresh packages"

    Scenario: The host does not let files be replaced
      Given the host of "berlin" refuses to replace files in bin
      When 1 hour and 30 minutes pass
      Then the message "Unable to refresh packages" of "berlin" is recorded
      And "berlin" has run Orlando Patch 1
      When the host of "berlin" works again
      And 1 hour and 30 minutes pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2

    Scenario: Nothing goes wrong
      When 1 hour and 30 minutes pass
      Then the message "Unable to refresh packages" of "berlin" is not recorded
      And "berlin" has run Orlando Patch 1, then Orlando Patch 2

  @ERR-REFRESH-EDGE
  Rule: An empty list of packages is such an error

    Scenario: The instance names no package
      Given the instance answers requests for the list of packages with an empty list
      When 1 hour and 30 minutes pass
      Then the message "Unable to refresh packages" of "berlin" is recorded
      And "berlin" has run Orlando Patch 1
      When the instance works again
      And 1 hour passes
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2
