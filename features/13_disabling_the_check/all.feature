@mid
Feature: The pre-upgrade check is disabled for all MID Servers
  A MID Server property holds for the MID Server that its record names, and for all where it names none. The documentation
  wants the field left blank, and leaves open what other values than true and false mean.
  Documentation: MID Server upgrades, "Disabling the pre-upgrade check".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 2
    And the host of "berlin" has 0.5 GB of free disk space

  @PRE-DISABLE-ALL
  Rule: A MID Server property that names no MID Server turns the tests off for all of them

    Scenario Outline: All MID Servers upgrade in spite of what their tests would have found
      Given the MID Server "berlina" runs Orlando Patch 2
      And the host of "berlina" has 0.5 GB of free disk space
      And the record mid.upgrade.run_precheck of MID Server Property is "false" for all MID Servers
      When "berlin" is asked to upgrade to <assigned> <way>
      And the next check is over
      Then "berlin" and "berlina" have run Orlando Patch 2, then <assigned>, and have no open issue

      Examples:
        | case                  | assigned                 | way          |
        | hour, newer patch     | Orlando Patch 3          | at the hour  |
        | hour, older patch     | Orlando Patch 1          | at the hour  |
        | hour, the next family | Paris Patch 1            | at the hour  |
        | command, hotfix       | Orlando Patch 2 Hotfix 1 | by command   |
        | click, newer patch    | Orlando Patch 3          | by hand      |
        | start, newer patch    | Orlando Patch 3          | at its start |

    Scenario: The property holds for a pinned MID Server as well
      Given the record mid.upgrade.run_precheck of MID Server Property is "false" for all MID Servers
      When "berlin" is asked to upgrade to Orlando Patch 4 by its pin
      Then "berlin" has run Orlando Patch 2, then Orlando Patch 4, and has no open issue

    Scenario: The property holds for a MID Server that is installed later, and after a restart of the instance
      Given the record mid.upgrade.run_precheck of MID Server Property is "false" for all MID Servers
      And the MID Server "munich" runs Orlando Patch 2
      And the host of "munich" has 0.5 GB of free disk space
      When the instance is restarted
      And "munich" is asked to upgrade to Orlando Patch 3 at the hour
      Then "munich" has run Orlando Patch 2, then Orlando Patch 3, and has no open issue

    Scenario: The property still holds for the second upgrade, days later
      Given the record mid.upgrade.run_precheck of MID Server Property is "false" for all MID Servers
      And "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      And 3 days pass
      When "berlin" is asked to upgrade to Orlando Patch 4 by command
      Then "berlin" has run Orlando Patch 2, then Orlando Patch 3, then Orlando Patch 4

    Scenario Outline: A property of another name, or of another value, leaves the tests on
      Given the record <name> of MID Server Property is <value> for all MID Servers
      When "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      Then an issue of "berlin" says "Not enough free disk space. The system reports 500000000 bytes free"
      And "berlin" upgrades to Orlando Patch 3 once all is well, and not before

      Examples:
        | case         | name                     | value   |
        | true         | mid.upgrade.run_precheck | "true"  |
        | another name | mid.use_proxy            | "false" |

  @PRE-DISABLE-EDGE
  Rule: Only false turns the tests off, and a record for one MID Server turns off only that one's

    Scenario Outline: A value that is neither true nor false leaves the tests on
      Given <setting>
      When "berlin" is asked to upgrade to <assigned> at the hour
      Then an issue of "berlin" says "Not enough free disk space. The system reports 500000000 bytes free"
      And "berlin" upgrades to <assigned> once all is well, and not before

      Examples:
        | case                   | setting                                                                                 | assigned        |
        | no, in config.xml      | the parameter mid.upgrade.run_precheck of "berlin" is "no"                              | Orlando Patch 3 |
        | 0, in config.xml       | the parameter mid.upgrade.run_precheck of "berlin" is "0"                               | Orlando Patch 3 |
        | nothing, in config.xml | the parameter mid.upgrade.run_precheck of "berlin" is empty                             | Paris Patch 1   |
        | no, for all            | the record mid.upgrade.run_precheck of MID Server Property is "no" for all MID Servers  | Orlando Patch 3 |
        | 0, for all             | the record mid.upgrade.run_precheck of MID Server Property is "0" for all MID Servers   | Orlando Patch 4 |
        | nothing, for all       | the record mid.upgrade.run_precheck of MID Server Property is empty for all MID Servers | Orlando Patch 3 |

    Scenario Outline: A MID Server whose value was neither true nor false upgrades once it is false
      Given the parameter mid.upgrade.run_precheck of "berlin" is <value>
      And "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      When the parameter mid.upgrade.run_precheck of "berlin" is "false"
      And the next check is over
      Then "berlin" has run Orlando Patch 2, then Orlando Patch 3

      Examples:
        | case    | value |
        | no      | "no"  |
        | nothing | empty |

    Scenario Outline: A record that names one of two MID Servers holds for that one alone
      Given the MID Server "berlina" runs Orlando Patch 2
      And the host of "berlina" has 0.5 GB of free disk space
      And the record mid.upgrade.run_precheck of MID Server Property is "false" for "<named>"
      When "berlin" and "berlina" are asked to upgrade to Orlando Patch 3 at the hour
      Then "<named>" has run Orlando Patch 2, then Orlando Patch 3
      And "<other>" has run Orlando Patch 2
      And an issue of "<other>" says "Not enough free disk space. The system reports 500000000 bytes free"

      Examples:
        | case             | named   | other   |
        | the shorter name | berlin  | berlina |
        | the longer name  | berlina | berlin  |

  @PRE-DISABLE-SYSPROP
  Rule: Whatever a system property of the same name says, config.xml and MID Server properties keep their effect

    Scenario Outline: The tests are off although the system property is true
      Given the property mid.upgrade.run_precheck is "true"
      And <setting>
      When "berlin" is asked to upgrade to <assigned> <way>
      Then "berlin" has run Orlando Patch 2, then <assigned>, and has no open issue

      Examples:
        | case                | setting                                                                                   | assigned        | way         |
        | MID Server property | the record mid.upgrade.run_precheck of MID Server Property is "false" for all MID Servers | Orlando Patch 3 | at the hour |
        | config.xml          | the parameter mid.upgrade.run_precheck of "berlin" is "false"                             | Orlando Patch 4 | by command  |

    Scenario: Where there is no system property the tests are on, until config.xml turns them off
      Given the property mid.upgrade.run_precheck is not set
      When "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      Then "berlin" has run Orlando Patch 2
      When the parameter mid.upgrade.run_precheck of "berlin" is "false"
      And the next check is over
      Then "berlin" has run Orlando Patch 2, then Orlando Patch 3
