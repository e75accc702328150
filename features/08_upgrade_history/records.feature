@instance
Feature: The MID Server Upgrade History
  Whoever looks into a problem with upgrades wants to know which upgrades of the instance there were. The instance may take 10
  minutes for a record. An upgrade of an instance to the version that it has is not tried.
  Documentation: MID Server upgrades, "MID Server Upgrade History".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1

  @HIST-RECORD
  Rule: Every upgrade of the instance leaves one record

    Scenario Outline: Two upgrades leave two records
      When the instance is upgraded to <first>
      And 10 minutes pass
      And the instance is upgraded to <second>
      And 10 minutes pass
      Then the upgrade history has 2 records

      Examples:
        | case                  | first                    | second                   |
        | patches               | Orlando Patch 2          | Orlando Patch 3          |
        | to a patch, and back  | Orlando Patch 2          | Orlando Patch 1          |
        | older patches         | Orlando Patch 0 Hotfix 2 | Orlando Patch 0 Hotfix 1 |
        | hotfixes              | Orlando Patch 1 Hotfix 1 | Orlando Patch 1 Hotfix 2 |
        | families              | Paris Patch 1            | Quebec Patch 1           |
        | to a family, and back | Paris Patch 1            | Orlando Patch 1          |
        | a family, and a patch | New York Patch 9         | New York Patch 10        |

    Scenario: An upgrade leaves one record, however many MID Servers there are
      Given the MID Servers "munich" and "vienna" run New York Patch 9
      And "munich" is not validated
      When the instance is upgraded to Orlando Patch 2
      And 10 minutes pass
      Then the upgrade history has 1 record

    Scenario: A third upgrade leaves a record as well
      Given the instance is upgraded to Orlando Patch 2
      And the instance is upgraded to Paris Patch 1
      When the instance is upgraded to Orlando Patch 3
      And 10 minutes pass
      Then the upgrade history has 3 records

    Scenario Outline: Between two upgrades no record is lost, and none is added
      Given the instance is upgraded to Orlando Patch 2
      When <event>
      And the instance is upgraded to Paris Patch 1
      And 10 minutes pass
      Then the upgrade history has 2 records

      Examples:
        | case            | event                                      |
        | restart         | the instance is restarted                  |
        | seven days      | 7 days pass                                |
        | MID Server, Up  | "berlin" reports the status Up             |
        | MID Server, not | "berlin" reports the status Upgrade Failed |

  @HIST-RECORD-FIELDS
  Rule: A record names the version that the instance came from, and the one that it went to

    Scenario Outline: Over two upgrades each record names both versions
      When the instance is upgraded to <first>
      And 10 minutes pass
      And the instance is upgraded to <second>
      And 10 minutes pass
      Then the upgrade history leads from Orlando Patch 1, then <first>, then <second>

      Examples:
        | case                 | first                    | second           |
        | patches              | Orlando Patch 2          | Orlando Patch 3  |
        | to a patch, and back | Orlando Patch 2          | Orlando Patch 1  |
        | a hotfix, a family   | Orlando Patch 1 Hotfix 1 | New York Patch 9 |

    Scenario Outline: A record names the version of the instance, whatever is assigned
      Given <event>
      When the instance is upgraded to Orlando Patch 3
      And 10 minutes pass
      Then the upgrade history leads from Orlando Patch 1, then Orlando Patch 3

      Examples:
        | case     | event                                                |
        | assigned | Orlando Patch 2 is assigned                          |
        | override | the property mid.version.override is Orlando Patch 4 |
