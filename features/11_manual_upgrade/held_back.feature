@mid
Feature: What holds a manual upgrade back, and what does not
  Somebody who clicks Upgrade MID may not know what is wrong with the host: the pre-upgrade tests are run for them as well. A
  click is also the way to force an upgrade after one that has failed, once its cause is removed.
  Documentation: MID Server upgrades, "Upgrade methods" and "Upgrade the MID Server manually".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 2

  @MAN-PRECHECK
  Rule: The pre-upgrade tests come before a manual upgrade, too

    Scenario Outline: An error holds a manual upgrade back until it is resolved
      Given <error>
      When "berlin" is asked to upgrade to <assigned> by hand
      Then an issue of "berlin" is open
      And "berlin" upgrades to <assigned> once all is well, and not before

      Examples:
        | case              | error                                              | assigned                 |
        | disk, newer patch | the host of "berlin" has 0.5 GB of free disk space | Orlando Patch 3          |
        | disk, older patch | the host of "berlin" has 0.5 GB of free disk space | Orlando Patch 1          |
        | site, newer patch | the download site refuses connections              | Orlando Patch 3          |
        | site, hotfix      | the download site refuses connections              | Orlando Patch 2 Hotfix 1 |

    Scenario Outline: An error holds a manual upgrade to another family back
      Given the host of "berlin" has 0.5 GB of free disk space
      When "berlin" is asked to upgrade to <assigned> by hand
      Then an issue of "berlin" says "Not enough free disk space. The system reports 500000000 bytes free"
      And "berlin" has run Orlando Patch 2

      Examples:
        | case              | assigned         |
        | the next family   | Paris Patch 1    |
        | the family before | New York Patch 9 |

    Scenario: A second click does not overrule the error that held the first one back
      Given the host of "berlin" has 0.5 GB of free disk space
      And "berlin" is asked to upgrade to Orlando Patch 3 by hand
      When "berlin" is asked to upgrade to Orlando Patch 3 by hand
      Then an issue of "berlin" says "Not enough free disk space. The system reports 500000000 bytes free"
      And "berlin" upgrades to Orlando Patch 3 once all is well, and not before

    Scenario Outline: A manual upgrade goes through once the error is resolved, without waiting for the hour
      Given <error>
      And "berlin" is asked to upgrade to Orlando Patch 3 by hand
      And <resolved>
      And "berlin" has been running for 31 minutes
      When an administrator clicks Upgrade MID for "berlin"
      And 28 minutes pass
      Then "berlin" has run Orlando Patch 2, then Orlando Patch 3

      Examples:
        | case | error                                              | resolved                                          |
        | disk | the host of "berlin" has 0.5 GB of free disk space | the host of "berlin" has 50 GB of free disk space |
        | site | the download site refuses connections              | the download site works again                     |

    Scenario Outline: Tests that have passed a few minutes before a click are run again for it
      Given the download site answers requests for packages with error 500
      And "berlin" is asked to upgrade to Orlando Patch 3 <way>
      And up to 24 hours pass until "berlin" is Up
      And the download site works again
      And the host of "berlin" has 0.5 GB of free disk space
      When "berlin" is asked to upgrade to Orlando Patch 3 by hand
      Then "berlin" upgrades to Orlando Patch 3 once all is well, and not before

      Examples:
        | case          | way         |
        | for the hour  | at the hour |
        | for a command | by command  |
        | for a click   | by hand     |

    Scenario: An error that comes up after a manual upgrade holds the next one back
      Given "berlin" is asked to upgrade to Orlando Patch 3 by hand
      And the host of "berlin" has 0.5 GB of free disk space
      When "berlin" is asked to upgrade to Orlando Patch 4 by hand
      Then an issue of "berlin" says "Not enough free disk space. The system reports 500000000 bytes free"
      And "berlin" has run Orlando Patch 2, then Orlando Patch 3
      And "berlin" upgrades to Orlando Patch 4 once all is well

  @MAN-AFTER-FAILURE
  Rule: A manual upgrade is accepted in the status Upgrade Failed as well

    Scenario Outline: A click after a failed upgrade to another family brings the MID Server there once the cause is removed
      Given <trouble>
      And "berlin" is asked to upgrade to <assigned> <way>
      And <repair>
      When an administrator clicks Upgrade MID for "berlin"
      And 28 minutes pass
      Then "berlin" has run Orlando Patch 2, then <assigned>
      And "berlin" is Up

      Examples:
        | case                  | trouble                                                        | repair                                            | assigned         | way         |
        | download, at the hour | the download site answers requests for packages with error 500 | the download site works again                     | Paris Patch 1    | at the hour |
        | a test, by command    | the host of "berlin" has 0.5 GB of free disk space             | the host of "berlin" has 50 GB of free disk space | New York Patch 9 | by command  |
        | replacement, by hand  | the host of "berlin" refuses to replace a third file           | the host of "berlin" works again                  | Paris Patch 1    | by hand     |

    Scenario: A click in the status Upgrade Failed takes the MID Server to a patch where that is assigned now
      Given the download site answers requests for packages with error 500
      And "berlin" is asked to upgrade to Paris Patch 1 at the hour
      And the download site works again
      When "berlin" is asked to upgrade to Orlando Patch 3 by hand
      Then "berlin" has run Orlando Patch 2, then Orlando Patch 3
      And "berlin" is Up

    Scenario: A click is followed by no upgrade while a MID Server that is Upgrade Failed is not validated
      Given the host of "berlin" has 0.5 GB of free disk space
      And "berlin" is asked to upgrade to Paris Patch 1 at the hour
      And the host of "berlin" has 50 GB of free disk space
      And "berlin" is not validated
      When "berlin" is asked to upgrade to Paris Patch 1 by hand
      Then "berlin" upgrades to Paris Patch 1 once all is well, and not before
