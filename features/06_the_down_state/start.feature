@mid
Feature: A MID Server comes Up
  While it was Down a MID Server could take no command, and its instance may have been upgraded. It catches up before it
  does anything else, so that no old version answers new commands.
  Documentation: MID Server upgrades, "Upgrading MID Servers in the Down state".

  @DOWN-START
  Rule: A MID Server that comes Up checks at once, and upgrades before it takes any other command

    Scenario Outline: A version that was assigned while the MID Server was Down is taken at its start
      Given the MID Server "berlin" runs <installed>
      When "berlin" is asked to upgrade to <assigned> at its start
      Then "berlin" has checked at once when it was Up
      And "berlin" has run <installed>, then <assigned>

      Examples:
        | case          | installed                         | assigned                         |
        | newer patch   | Orlando Patch 1                   | Orlando Patch 2                  |
        | older patch   | Orlando Patch 10                  | Orlando Patch 1                  |
        | hotfix        | Orlando Patch 1                   | Orlando Patch 1 Hotfix 1         |
        | another build | San Diego Patch 10 (second build) | San Diego Patch 10 (first build) |
        | next family   | Orlando Patch 1                   | Paris Patch 1                    |
        | family before | Orlando Patch 1                   | New York Patch 9                 |

    Scenario Outline: A command that waits at the start is taken by the new version
      Given the MID Server "berlin" runs Orlando Patch 1
      And "berlin" is stopped
      And Orlando Patch 2 is assigned
      When <command sent>
      And "berlin" is started
      And 40 minutes pass
      Then the command "<command>" of "berlin" was taken by Orlando Patch 2
      And "berlin" has run Orlando Patch 1, then Orlando Patch 2

      Examples:
        | case            | command  | command sent                                               |
        | for the host    | hostname | the command "hostname" is sent to "berlin"                 |
        | with a priority | hostname | the command "hostname" is sent to "berlin" with priority 1 |
        | to pause        | pauseMid | the command "pauseMid" is sent to "berlin"                 |
        | to restart      | restart  | the command "restart" is sent to "berlin"                  |

    Scenario: A command to grab the log, which may be taken in the middle of an upgrade, delays none at the start
      Given the MID Server "berlin" runs Orlando Patch 1
      And "berlin" is stopped
      And Orlando Patch 2 is assigned
      When the command "grabLog" is sent to "berlin"
      And "berlin" is started
      And 40 minutes pass
      Then every command "grabLog" of "berlin" is processed
      And "berlin" has run Orlando Patch 1, then Orlando Patch 2

    Scenario: A MID Server that was Paused when it was stopped catches up like any other
      Given the MID Server "berlin" runs Orlando Patch 1
      And "berlin" is Paused
      And "berlin" is stopped
      And Orlando Patch 2 is assigned
      When the command "hostname" is sent to "berlin"
      And "berlin" is started
      And 40 minutes pass
      Then the command "hostname" of "berlin" was taken by Orlando Patch 2
      And "berlin" has run Orlando Patch 1, then Orlando Patch 2

    Scenario: Commands before and after a waiting autoUpgrade are taken by the new version
      Given the MID Server "berlin" runs Orlando Patch 1
      And "berlin" is stopped
      When the command "hostname" is sent to "berlin"
      And the command "autoUpgrade" is sent to "berlin"
      And the command "uptime" is sent to "berlin"
      And "berlin" is asked to upgrade to Orlando Patch 2 at its start
      And 10 minutes pass
      Then the command "hostname" of "berlin" was taken by Orlando Patch 2
      And the command "uptime" of "berlin" was taken by Orlando Patch 2

    Scenario: A start with a waiting autoUpgrade makes one upgrade
      Given the MID Server "berlin" runs Orlando Patch 1
      And "berlin" is stopped
      When the command "autoUpgrade" is sent to "berlin"
      And "berlin" is asked to upgrade to Orlando Patch 2 at its start
      And 10 minutes pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2
      And the instance has seen "berlin" as Up, Down, Up, Upgrading, Up
      And every command "autoUpgrade" of "berlin" is processed

    Scenario Outline: A MID Server that finds nothing to upgrade to takes its commands before the hour
      Given the MID Server "berlin" runs Orlando Patch 1
      And "berlin" is stopped
      When the command "<command>" is sent to "berlin"
      And "berlin" is started
      And there is time for an upgrade
      Then the command "<command>" of "berlin" was taken by Orlando Patch 1
      And "berlin" has checked at once when it was Up
      And "berlin" still follows the instance

      Examples:
        | case            | command     |
        | for the host    | hostname    |
        | to upgrade      | autoUpgrade |
        | to grab the log | grabLog     |

    Scenario Outline: An error that keeps the MID Server from upgrading within its family does not keep it from its commands
      Given the MID Server "berlin" runs Orlando Patch 2
      And the host of "berlin" has 0.5 GB of free disk space
      And "berlin" is stopped
      When the command "hostname" is sent to "berlin"
      And "berlin" is asked to upgrade to <assigned> at its start
      Then an issue of "berlin" says "Not enough free disk space. The system reports 500000000 bytes free"
      And the command "hostname" of "berlin" was taken by Orlando Patch 2
      And "berlin" upgrades to <assigned> once all is well, and not before

      Examples:
        | case        | assigned                 |
        | newer patch | Orlando Patch 3          |
        | older patch | Orlando Patch 1          |
        | hotfix      | Orlando Patch 2 Hotfix 1 |

    Scenario: A MID Server that was Upgrade Failed when it was stopped comes Up like any other
      Given the MID Server "berlin" runs Orlando Patch 1
      And the host of "berlin" has 0.5 GB of free disk space
      And "berlin" is asked to upgrade to Paris Patch 1 by command
      When "berlin" is asked to upgrade to Orlando Patch 1 at its start
      Then "berlin" has checked at once when it was Up
      And "berlin" is Up
      When the host of "berlin" has 50 GB of free disk space
      Then "berlin" still follows the instance

    Scenario: Every start is an occasion to catch up, not the first alone
      Given the MID Server "berlin" runs Orlando Patch 1
      When "berlin" is asked to upgrade to Orlando Patch 2 at its start
      And "berlin" is asked to upgrade to Orlando Patch 3 at its start
      And "berlin" is asked to upgrade to Orlando Patch 1 at its start
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2, then Orlando Patch 3, then Orlando Patch 1

    Scenario: An error that has blocked one start does not keep the next from upgrading
      Given the MID Server "berlin" runs Orlando Patch 1
      And the host of "berlin" has 0.5 GB of free disk space
      And "berlin" is asked to upgrade to Orlando Patch 2 at its start
      When the host of "berlin" has 50 GB of free disk space
      And "berlin" is asked to upgrade to Orlando Patch 2 at its start
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2
