@instance
Feature: The table clean-up job
  Issues that nobody meets any more do not pile up: the instance deletes those that were last detected 30 days ago. What counts
  is the last detection, and neither when an issue was made nor what administrators have done with it since. How often the job runs
  is not said; it has 30 days more.
  Documentation: MID Server upgrades, "MID Server Upgrade History".

  Background:
    Given the MID Servers "berlin" and "berlina" run Orlando Patch 2
    And "berlin" reports "Unable to download updates from the install server" from its pre-upgrade tests

  @CLEAN-30-DAYS
  Rule: An issue is deleted that was last detected 30 days ago, whatever its state, and no younger one

    Scenario Outline: An issue is there for 30 days, and gone after 60
      Given <deed>
      When 29 days and 23 hours pass
      Then the issue "Unable to download updates from the install server" of "berlin" is <state> with count 1
      When 30 days and 1 hour pass
      Then there is no issue "Unable to download updates from the install server" of "berlin"

      Examples:
        | case              | deed                                                                                                             | state        |
        | New               | 1 minute passes                                                                                                  | New          |
        | Acknowledged      | an administrator sets the issue "Unable to download updates from the install server" of "berlin" to Acknowledged | Acknowledged |
        | Resolved by hand  | an administrator sets the issue "Unable to download updates from the install server" of "berlin" to Resolved     | Resolved     |
        | Resolved by a run | "berlin" reports no error from its pre-upgrade tests                                                             | Resolved     |
        | Down              | "berlin" is stopped                                                                                              | New          |

    Scenario: An issue of another source is there for 30 days, and gone after 60
      Given "berlin" reports "Unable to download updates from the install server" from its resource monitor
      When 29 days and 23 hours pass
      Then the issue "Unable to download updates from the install server" of "berlin" from its resource monitor is New with count 1
      When 30 days and 1 hour pass
      Then there is no issue "Unable to download updates from the install server" of "berlin" from its resource monitor

    Scenario: What was found again after it was resolved is there for 30 days more, and gone after 60
      Given "berlin" reports no error from its pre-upgrade tests
      And 29 days pass
      And "berlin" reports "Unable to download updates from the install server" from its pre-upgrade tests
      When 29 days and 23 hours pass
      Then an issue of "berlin" from its pre-upgrade tests is open
      When 30 days and 1 hour pass
      Then no issue of "berlin" is open

    Scenario: An issue in another domain is there for 30 days, and gone after 60
      Given the user of "berlina" is in the domain north
      And "berlina" reports "Unable to extract contents of pre upgrade check zip" from its pre-upgrade tests
      When 29 days and 23 hours pass
      Then the issue "Unable to extract contents of pre upgrade check zip" of "berlina" is New with count 1
      When 30 days and 1 hour pass
      Then there is no issue "Unable to extract contents of pre upgrade check zip" of "berlina"

    Scenario Outline: An issue that was detected once more has 30 days more
      Given 29 days pass
      And "berlin" reports "Unable to download updates from the install server" from its pre-upgrade tests
      And <deed>
      When 29 days pass
      Then the issue "Unable to download updates from the install server" of "berlin" is <state> with count 2
      When 31 days pass
      Then there is no issue "Unable to download updates from the install server" of "berlin"

      Examples:
        | case         | deed                                                                                                             | state        |
        | New          | 1 minute passes                                                                                                  | New          |
        | Acknowledged | an administrator sets the issue "Unable to download updates from the install server" of "berlin" to Acknowledged | Acknowledged |
        | Resolved     | "berlin" reports no error from its pre-upgrade tests                                                             | Resolved     |

    Scenario: An issue that was made 75 days ago and detected yesterday is still counted
      Given 25 days pass
      And "berlin" reports "Unable to download updates from the install server" from its pre-upgrade tests
      And 25 days pass
      And "berlin" reports "Unable to download updates from the install server" from its pre-upgrade tests
      And 24 days pass
      When "berlin" reports "Unable to download updates from the install server" from its pre-upgrade tests
      And 1 day passes
      Then the issue "Unable to download updates from the install server" of "berlin" is New with count 4

    Scenario: What administrators do with an issue gives it no day more
      Given 29 days and 12 hours pass
      And an administrator sets the issue "Unable to download updates from the install server" of "berlin" to Acknowledged
      And 29 days and 12 hours pass
      And an administrator sets the issue "Unable to download updates from the install server" of "berlin" to Resolved
      And "berlina" reports "Unable to download updates from the install server" from its pre-upgrade tests
      When 1 day passes
      Then there is no issue "Unable to download updates from the install server" of "berlin"
      And the issue "Unable to download updates from the install server" of "berlina" is New with count 1

    Scenario: A younger issue of the same MID Server remains
      Given 29 days pass
      When "berlin" reports "Unable to extract contents of pre upgrade check zip" from its pre-upgrade tests
      And 29 days and 23 hours pass
      Then the issue "Unable to extract contents of pre upgrade check zip" of "berlin" is New with count 1
      When 1 day and 1 hour pass
      Then there is no issue "Unable to download updates from the install server" of "berlin"

    Scenario: Commands that wait and the record of the MID Server remain
      Given "berlin" is stopped
      And the command "autoUpgrade" is sent to "berlin"
      When 29 days pass
      Then the issue "Unable to download updates from the install server" of "berlin" is New with count 1
      When 31 days pass
      Then there is no issue "Unable to download updates from the install server" of "berlin"
      And the command "autoUpgrade" waits for "berlin"
      And the record of "berlin" says Orlando Patch 2

    Scenario: The override and the history of upgrades remain
      Given the instance is upgraded to Orlando Patch 3
      And 10 minutes pass
      And the property mid.version.override is Orlando Patch 4
      When 29 days pass
      Then the issue "Unable to download updates from the install server" of "berlin" is New with count 1
      When 31 days pass
      Then there is no issue "Unable to download updates from the install server" of "berlin"
      And the property mid.version.override is Orlando Patch 4
      And the upgrade history has 1 record

    Scenario Outline: An issue is deleted all the same after the instance has begun anew
      Given 20 days pass
      And <begun>
      And "berlina" reports "Unable to download updates from the install server" from its pre-upgrade tests
      When 9 days and 23 hours pass
      Then the issue "Unable to download updates from the install server" of "berlin" is New with count 1
      When 30 days and 1 hour pass
      And "berlina" reports "Unable to download updates from the install server" from its pre-upgrade tests
      Then there is no issue "Unable to download updates from the install server" of "berlin"

      Examples:
        | case      | begun                                       |
        | restarted | the instance is restarted                   |
        | upgraded  | the instance is upgraded to Orlando Patch 3 |

  @CLEAN-DAILY
  Rule: The job runs once a day or more often

    Scenario Outline: An issue is gone after 31 days
      Given 20 days pass
      When <deed>
      Then the issue "Unable to download updates from the install server" of "berlin" is <state> with count 1
      When 11 days pass
      Then there is no issue "Unable to download updates from the install server" of "berlin"

      Examples:
        | case              | deed                                                                                                             | state        |
        | New               | 1 second passes                                                                                                  | New          |
        | Acknowledged      | an administrator sets the issue "Unable to download updates from the install server" of "berlin" to Acknowledged | Acknowledged |
        | Resolved by hand  | an administrator sets the issue "Unable to download updates from the install server" of "berlin" to Resolved     | Resolved     |
        | Resolved by a run | "berlin" reports no error from its pre-upgrade tests                                                             | Resolved     |
        | restarted         | the instance is restarted                                                                                        | New          |
        | upgraded          | the instance is upgraded to Orlando Patch 3                                                                      | New          |

    Scenario: An issue that was detected at another time of the day is gone after 31 days as well
      Given 11 hours pass
      And "berlina" reports "Unable to download updates from the install server" from its pre-upgrade tests
      When 29 days and 23 hours pass
      Then the issue "Unable to download updates from the install server" of "berlina" is New with count 1
      When 1 day and 1 hour pass
      Then there is no issue "Unable to download updates from the install server" of "berlina"
