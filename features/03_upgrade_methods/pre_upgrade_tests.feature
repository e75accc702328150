@mid
Feature: The pre-upgrade tests come before an upgrade
  An upgrade that is bound to fail can leave a MID Server that no longer works. So a MID Server tests its host first, and goes
  on only when all tests pass. What the tests look at, and what becomes of a MID Server that an error has kept from another
  family, is another chapter's matter.
  Documentation: MID Server upgrades, "Upgrade methods" and "MID Server pre-upgrade check".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 2

  @AUTO-PRECHECK-GATES
  Rule: An upgrade goes ahead only when the tests pass without an error

    Scenario Outline: An error holds an automatic upgrade back, on whatever occasion
      Given the host of "berlin" has 0.5 GB of free disk space
      When "berlin" is asked to upgrade to <assigned> <way>
      Then an issue of "berlin" says "Not enough free disk space. The system reports 500000000 bytes free"
      And "berlin" upgrades to <assigned> once all is well, and not before

      Examples:
        | case                  | assigned                 | way                           |
        | hour, newer patch     | Orlando Patch 3          | at the hour                   |
        | hour, older patch     | Orlando Patch 1          | at the hour                   |
        | hour, hotfix          | Orlando Patch 2 Hotfix 1 | at the hour                   |
        | command, newer patch  | Orlando Patch 3          | by command                    |
        | command, older patch  | Orlando Patch 1 Hotfix 1 | by command                    |
        | start, newer patch    | Orlando Patch 3          | at its start                  |
        | start, older patch    | Orlando Patch 1          | at its start                  |
        | pin, newer patch      | Orlando Patch 4          | by its pin                    |
        | pin, older patch      | Orlando Patch 1          | by its pin                    |
        | override, newer patch | Orlando Patch 3          | by the override               |
        | instance, newer patch | Orlando Patch 3          | by an upgrade of the instance |

    Scenario Outline: An error holds an upgrade to another family back
      Given the host of "berlin" has 0.5 GB of free disk space
      When "berlin" is asked to upgrade to <assigned> <way>
      Then an issue of "berlin" says "Not enough free disk space. The system reports 500000000 bytes free"
      And "berlin" has run Orlando Patch 2

      Examples:
        | case                   | assigned         | way          |
        | hour, next family      | Paris Patch 1    | at the hour  |
        | command, family before | New York Patch 9 | by command   |
        | start, next family     | Paris Patch 1    | at its start |

    Scenario Outline: Of two errors one is resolved, and the other still holds the upgrade back
      Given the host of "berlin" has 0.5 GB of free disk space
      And the download site refuses connections
      And "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      When <one resolved>
      And the next check is over
      Then an issue of "berlin" is open
      And "berlin" upgrades to Orlando Patch 3 once all is well, and not before

      Examples:
        | case                    | one resolved                                      |
        | first the disk          | the host of "berlin" has 50 GB of free disk space |
        | first the download site | the download site works again                     |

    Scenario Outline: Tests that have passed before the download failed are run again
      Given the download site answers requests for packages with error 500
      And "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      And up to 24 hours pass until "berlin" is Up
      When the download site works again
      And the host of "berlin" has 0.5 GB of free disk space
      And "berlin" is asked to upgrade to Orlando Patch 3 <way>
      Then an issue of "berlin" says "Not enough free disk space. The system reports 500000000 bytes free"
      And "berlin" upgrades to Orlando Patch 3 once all is well, and not before

      Examples:
        | case    | way          |
        | hour    | at the hour  |
        | command | by command   |
        | click   | by hand      |
        | start   | at its start |

    Scenario Outline: Tests that have passed before one upgrade are run again before the next
      Given "berlin" is asked to upgrade to Orlando Patch 3 <way>
      When the host of "berlin" has 0.5 GB of free disk space
      And "berlin" is asked to upgrade to Orlando Patch 4 <way>
      Then an issue of "berlin" says "Not enough free disk space. The system reports 500000000 bytes free"
      And "berlin" has run Orlando Patch 2, then Orlando Patch 3
      And "berlin" upgrades to Orlando Patch 4 once all is well

      Examples:
        | case    | way         |
        | hour    | at the hour |
        | command | by command  |

    Scenario: An error that stays for half a day holds the upgrade back for half a day
      Given the host of "berlin" has 0.5 GB of free disk space
      And Orlando Patch 3 is assigned
      When 12 hours pass
      Then an issue of "berlin" says "Not enough free disk space. The system reports 500000000 bytes free"
      And "berlin" upgrades to Orlando Patch 3 once all is well, and not before

    Scenario: An error on the host of one MID Server holds no other back
      Given the MID Server "berlina" runs Orlando Patch 2
      And the host of "berlin" has 0.5 GB of free disk space
      When "berlina" is asked to upgrade to Orlando Patch 3 at the hour
      Then "berlina" has run Orlando Patch 2, then Orlando Patch 3, and has no open issue
      And "berlin" upgrades to Orlando Patch 3 once all is well, and not before

  @AUTO-PRECHECK-TOGGLE
  Rule: The tests run unless somebody has switched them off

    Scenario Outline: A MID Server whose parameters say nothing of the tests runs them
      Given <error>
      When "berlin" is asked to upgrade to <version> <way>
      Then an issue of "berlin" is open
      And "berlin" upgrades to <version> once all is well, and not before

      Examples:
        | case                                   | error                                              | version                  | way          |
        | too little disk space, hour            | the host of "berlin" has 0.5 GB of free disk space | Orlando Patch 3          | at the hour  |
        | no download site, hour, older          | the download site refuses connections              | Orlando Patch 0 Hotfix 1 | at the hour  |
        | too little disk space, command, hotfix | the host of "berlin" has 0.5 GB of free disk space | Orlando Patch 2 Hotfix 1 | by command   |
        | no download site, click                | the download site refuses connections              | Orlando Patch 3          | by hand      |
        | too little disk space, start, a family | the host of "berlin" has 0.5 GB of free disk space | Paris Patch 1            | at its start |
        | too little disk space, pin             | the host of "berlin" has 0.5 GB of free disk space | Orlando Patch 3          | by its pin   |
