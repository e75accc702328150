@mid
Feature: The pre-upgrade check is disabled for one MID Server
  An administrator who knows better than the tests can do without them. The parameter mid.upgrade.run_precheck is true unless
  config.xml says otherwise, and what stands there holds for this MID Server alone.
  Documentation: MID Server upgrades, "Disabling the pre-upgrade check".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 2
    And the host of "berlin" has 0.5 GB of free disk space

  @PRE-DISABLE-ONE
  Rule: false in config.xml turns the tests off for this MID Server, and for no other

    Scenario Outline: A MID Server without tests upgrades in spite of what they would have found, and says nothing of it
      Given the parameter mid.upgrade.run_precheck of "berlin" is "false"
      When "berlin" is asked to upgrade to <assigned> <way>
      Then "berlin" has run Orlando Patch 2, then <assigned>, and has no open issue
      And the message "Not enough free disk space. The system reports 500000000 bytes free" of "berlin" is not recorded

      Examples:
        | case                   | assigned                 | way          |
        | hour, newer patch      | Orlando Patch 3          | at the hour  |
        | hour, older patch      | Orlando Patch 1          | at the hour  |
        | hour, the next family  | Paris Patch 1            | at the hour  |
        | command, hotfix        | Orlando Patch 2 Hotfix 1 | by command   |
        | click, newer patch     | Orlando Patch 3          | by hand      |
        | click, a family before | New York Patch 9         | by hand      |
        | start, newer patch     | Orlando Patch 3          | at its start |
        | pin, newer patch       | Orlando Patch 4          | by its pin   |

    Scenario Outline: Of two MID Servers with full disks the one without tests upgrades, and the other does not
      Given the MID Server "berlina" runs Orlando Patch 2
      And the host of "berlina" has 0.5 GB of free disk space
      And the parameter mid.upgrade.run_precheck of "<without>" is "false"
      When "berlin" and "berlina" are asked to upgrade to Orlando Patch 3 at the hour
      Then "<without>" has run Orlando Patch 2, then Orlando Patch 3
      And "<with>" has run Orlando Patch 2
      And an issue of "<with>" says "Not enough free disk space. The system reports 500000000 bytes free"

      Examples:
        | case             | without | with    |
        | the shorter name | berlin  | berlina |
        | the longer name  | berlina | berlin  |

    Scenario Outline: A MID Server whose parameter is true, or not there, runs the tests
      Given the parameter mid.upgrade.run_precheck of "berlin" is <value>
      When "berlin" is asked to upgrade to Orlando Patch 3 <way>
      Then an issue of "berlin" says "Not enough free disk space. The system reports 500000000 bytes free"
      And "berlin" upgrades to Orlando Patch 3 once all is well, and not before

      Examples:
        | case          | value   | way         |
        | true, hour    | "true"  | at the hour |
        | true, command | "true"  | by command  |
        | nothing, hour | not set | at the hour |

    Scenario Outline: The tests run again once the parameter is no longer false
      Given the parameter mid.upgrade.run_precheck of "berlin" is "false"
      And "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      When the parameter mid.upgrade.run_precheck of "berlin" is <value>
      And "berlin" is asked to upgrade to Orlando Patch 4 at the hour
      Then an issue of "berlin" says "Not enough free disk space. The system reports 500000000 bytes free"
      And "berlin" has run Orlando Patch 2, then Orlando Patch 3

      Examples:
        | case        | value   |
        | set to true | "true"  |
        | taken away  | not set |

    Scenario: The tests stay off after an upgrade
      Given the parameter mid.upgrade.run_precheck of "berlin" is "false"
      And "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      When "berlin" is asked to upgrade to Orlando Patch 4 at the hour
      Then "berlin" has run Orlando Patch 2, then Orlando Patch 3, then Orlando Patch 4

    Scenario: A MID Server that its tests have blocked upgrades at its next check without them, and reports no tests
      Given "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      When the parameter mid.upgrade.run_precheck of "berlin" is "false"
      And the next check is over
      Then "berlin" has run Orlando Patch 2, then Orlando Patch 3
      And an issue of "berlin" says "Not enough free disk space. The system reports 500000000 bytes free"
