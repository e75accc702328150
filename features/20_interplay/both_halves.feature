@both
Feature: A MID Server and an instance of one make
  Elsewhere the suite plays one half. Here the target is both, and its own halves have to understand each other through upgrades, restarts
  and errors: what one of them keeps, tells or forgets is what the other one goes by.
  Documentation: MID Server upgrades, all chapters.

  Background:
    Given the MID Servers "berlin" and "berlina" run Orlando Patch 1

  @VER-OVERRIDE
  Rule: The override is the version of all MID Servers as long as it is there

    Scenario: Over an override, an upgrade of the instance, a second override and a restart everybody goes along but the pinned one
      Given "berlin" is asked to upgrade to Orlando Patch 4 by its pin
      And "berlina" is asked to upgrade to Orlando Patch 3 by the override
      When "berlina" is asked to upgrade to Orlando Patch 2 by an upgrade of the instance
      And 1 hour passes
      And the property mid.version.override is New York Patch 9
      And the instance is restarted
      And the next check is over
      Then "berlina" has run Orlando Patch 1, then Orlando Patch 3, then Orlando Patch 2, then New York Patch 9
      And "berlin" has run Orlando Patch 1, then Orlando Patch 4

    Scenario: A pin that is removed after an upgrade and a restart of the instance leaves the override
      Given "berlin" is asked to upgrade to Orlando Patch 4 by its pin
      And the instance is upgraded to Orlando Patch 2
      And the property mid.version.override is Orlando Patch 3
      And the instance is restarted
      When the parameter mid.pinned.version of "berlin" is not set
      And the next check is over
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 4, then Orlando Patch 3

    Scenario Outline: An override that changes in the middle of an upgrade is followed after it
      Given the host of "berlin" takes 40 minutes to extract a package
      And Orlando Patch 4 is assigned
      And the property mid.version.override is Orlando Patch 2
      When up to 2 hours pass until "berlin" is Upgrading
      And the property mid.version.override is <override>
      Then "berlin" and "berlina" upgrade to <version> once all is well

      Examples:
        | case              | override                 | version                  |
        | newer             | Orlando Patch 3          | Orlando Patch 3          |
        | of another family | New York Patch 9         | New York Patch 9         |
        | older             | Orlando Patch 0 Hotfix 1 | Orlando Patch 0 Hotfix 1 |
        | emptied           | empty                    | Orlando Patch 4          |

  @VER-OVERRIDE-NO-AUTO
  Rule: Whoever has reached the override stays there

    Scenario: Neither another build stamp nor restarts of both sides move a MID Server away from the override
      Given "berlin" is asked to upgrade to Orlando Patch 3 by the override
      And Orlando Patch 4 is assigned
      When the instance is restarted
      And "berlin" is stopped
      And "berlin" is started
      And 24 hours pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 3
      And the record of "berlin" says Orlando Patch 3

  @STATE-QUEUED
  Rule: The command waits for a MID Server that is Down, and is processed when it is Up

    Scenario: A MID Server that is Down for a week, in which the instance is upgraded and restarted, makes one upgrade
      Given "berlin" is stopped
      When the instance is upgraded to Orlando Patch 2
      And the instance is restarted
      And 7 days pass
      And "berlin" is started
      And 1 hour passes
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2
      And every command "autoUpgrade" of "berlin" is processed
      And the instance has seen "berlin" as Up, Down, Up, Upgrading, Up

    Scenario Outline: A MID Server that cannot take the command makes its upgrade as soon as it can
      Given "berlin" is <state>
      When the instance is upgraded to <version>
      And 3 hours pass
      Then the command "autoUpgrade" waits for "berlin"
      And "berlina" has run Orlando Patch 1, then <version>
      And "berlin" upgrades to <version> once all is well, and not before
      And every command "autoUpgrade" of "berlin" is processed

      Examples:
        | case          | state         | version          |
        | Paused        | Paused        | Orlando Patch 2  |
        | not validated | not validated | New York Patch 9 |

  @MAN-LINK
  Rule: A click leads to an upgrade at once

    Scenario Outline: Upgrade MID leads to where the instance has gone, for the one that was clicked
      Given <version> is assigned
      When an administrator clicks Upgrade MID for "berlin"
      And there is time for an upgrade
      Then "berlin" has run Orlando Patch 1, then <version>
      And "berlina" upgrades to <version> once all is well, and not before

      Examples:
        | case   | version                  |
        | newer  | Orlando Patch 2          |
        | older  | Orlando Patch 0 Hotfix 1 |
        | family | Paris Patch 1            |

  @ISSUE-COUNT
  Rule: Every run that meets an error again is counted

    Scenario: An error that lasts over a restart of both sides is one issue, whose count goes on
      Given the host of "berlin" has 0.5 GB of free disk space
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      And the instance is restarted
      And Orlando Patch 2 is assigned
      When "berlin" is stopped
      And "berlin" is started
      And there is time for an upgrade
      Then an issue of "berlin" from its pre-upgrade tests was detected again, at least 2 times by now
      And "berlin" upgrades to Orlando Patch 2 once all is well

  @ISSUE-RESOLVED-AUTO
  Rule: The next run that no longer meets an error resolves the issue

    Scenario: Of two MID Servers with the same error, the issue of the one that is mended is resolved
      Given the hosts of "berlin" and "berlina" have 0.5 GB of free disk space
      And "berlin" is asked to upgrade to Orlando Patch 2 by an upgrade of the instance
      When the host of "berlin" has 50 GB of free disk space
      And the next check is over
      Then no issue of "berlin" is open
      And an issue of "berlina" says "Not enough free disk space. The system reports 500000000 bytes free"
      And "berlina" upgrades to Orlando Patch 2 once all is well
      And no issue of "berlina" is open

    Scenario: An issue from before the tests were switched off is resolved by the first run after that
      Given the host of "berlin" has 0.5 GB of free disk space
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      And the parameter mid.upgrade.run_precheck of "berlin" is "false"
      And the next check is over
      And the parameter mid.upgrade.run_precheck of "berlin" is not set
      When the host of "berlin" has 50 GB of free disk space
      And "berlin" is asked to upgrade to Orlando Patch 3 by command
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2, then Orlando Patch 3, and has no open issue

  @HIST-STEPS
  Rule: The history shows what each MID Server has done after each upgrade of the instance

    Scenario Outline: An upgrade and a downgrade within a day each end in the history
      When the instance is upgraded to <version>
      And 12 hours pass
      And the instance is upgraded to Orlando Patch 1
      And 3 hours pass
      Then "berlin" and "berlina" have run Orlando Patch 1, then <version>, then Orlando Patch 1
      And the last step of "berlin" and "berlina" in the upgrade to <version> is a success
      And the last step of "berlin" and "berlina" in the upgrade to Orlando Patch 1 is a success

      Examples:
        | case              | version                  |
        | a patch           | Orlando Patch 2          |
        | an older hotfix   | Orlando Patch 0 Hotfix 2 |
        | a family          | Paris Patch 1            |
        | the family before | New York Patch 9         |

  @HIST-ERROR
  Rule: The history shows what has failed, and why

    Scenario: A MID Server whose first attempt fails tells of both attempts under the same upgrade
      Given the parameter mid.upgrade.run_precheck of "berlin" is "false"
      And the download site answers requests for packages with error 500
      When the instance is upgraded to Orlando Patch 2
      And 1 hour passes
      Then a step of "berlin" has failed with a message of its own
      And "berlin" and "berlina" upgrade to Orlando Patch 2 once all is well
      And the last step of "berlin" and "berlina" in the upgrade to Orlando Patch 2 is a success
