@mid
Feature: The pre-upgrade tests come before an upgrade
  An upgrade that is bound to fail can leave a MID Server that no longer works. So a MID Server tests its host first, and goes
  on only when all tests pass. What the tests look at is another chapter's matter.
  Documentation: MID Server upgrades, "Upgrade methods" and "MID Server pre-upgrade check".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1
    And the host of "berlin" has 0.5 GB of free disk space
    And Orlando Patch 2 is assigned

  @AUTO-PRECHECK-GATES
  Rule: An upgrade goes ahead only when the tests pass without an error

    Scenario Outline: Of two errors one is resolved, and the other still holds the upgrade back
      Given the download site refuses connections
      When 1 hour and 30 minutes pass
      Then an issue of "berlin" is open
      And "berlin" runs Orlando Patch 1
      When <one resolved>
      And 1 hour passes
      Then an issue of "berlin" is open
      And "berlin" runs Orlando Patch 1
      When <both resolved>
      And 1 hour passes
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2

      Examples:
        | case                    | one resolved                                      | both resolved                                     |
        | first the disk          | the host of "berlin" has 50 GB of free disk space | the download site works again                     |
        | first the download site | the download site works again                     | the host of "berlin" has 50 GB of free disk space |

    Scenario: An error that was resolved between two checks does not count at the next one
      When "berlin" has been running for 1 hour and 40 minutes
      Then an issue of "berlin" is open
      When the host of "berlin" has 50 GB of free disk space
      And 18 minutes pass
      Then "berlin" runs Orlando Patch 1
      When 32 minutes pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2

    Scenario: Tests that have passed once do not pass for ever
      Given the host of "berlin" has 50 GB of free disk space
      And the download site answers requests for packages with error 500
      When 1 hour and 30 minutes pass
      Then "berlin" has tried to download a package
      When the download site works again
      And the host of "berlin" has 0.5 GB of free disk space
      And 1 hour passes
      Then an issue of "berlin" is open
      And "berlin" has run Orlando Patch 1
      When the host of "berlin" has 50 GB of free disk space
      And 1 hour passes
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2

    Scenario: The MID Server is pinned
      When the parameter mid.pinned.version of "berlin" is Orlando Patch 4
      And 1 hour and 30 minutes pass
      Then an issue of "berlin" is open
      And "berlin" has run Orlando Patch 1
      When the host of "berlin" has 50 GB of free disk space
      And 1 hour passes
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 4

  @AUTO-PRECHECK-TOGGLE
  Rule: The tests run unless somebody has switched them off

    Scenario: Nothing is configured
      When 1 hour and 30 minutes pass
      Then an issue of "berlin" is open
      And "berlin" runs Orlando Patch 1
      When the host of "berlin" has 50 GB of free disk space
      And 1 hour passes
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2
