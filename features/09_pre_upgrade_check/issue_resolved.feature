@instance
Feature: Issues that are resolved by themselves
  Nobody has to tidy up after an error that was mended: the next run of the tests does not meet it, and the instance resolves the
  issue.
  Documentation: MID Server upgrades, "Data provided".

  Background:
    Given the MID Servers "berlin" and "berlina" run Orlando Patch 2

  @ISSUE-RESOLVED-AUTO
  Rule: The instance resolves an issue when the next run no longer finds it

    Scenario Outline: A run without any error resolves an issue, whatever has become of it since
      Given "berlin" reports "<message>" from its pre-upgrade tests 2 times, an hour apart
      And <since>
      When "berlin" reports no error from its pre-upgrade tests
      Then the issue "<message>" of "berlin" is Resolved with count 2

      Examples:
        | case                  | message                                             | since                                                                                                            |
        | at once               | Unable to download updates from the install server  | 1 second passes                                                                                                  |
        | after three weeks     | Unable to extract contents of pre upgrade check zip | 21 days pass                                                                                                     |
        | acknowledged          | Unable to download updates from the install server  | an administrator sets the issue "Unable to download updates from the install server" of "berlin" to Acknowledged |
        | a warning             | WARN: Unable to look up Log On As user's groups     | 1 hour passes                                                                                                    |
        | restarted instance    | Unable to download updates from the install server  | the instance is restarted                                                                                        |
        | upgraded instance     | Unable to download updates from the install server  | the instance is upgraded to Orlando Patch 3                                                                      |
        | was Down meanwhile    | Unable to download updates from the install server  | the connection of "berlin" is lost                                                                               |
        | new version meanwhile | Unable to download updates from the install server  | Orlando Patch 3 is assigned                                                                                      |

    Scenario Outline: Of two issues, the one that is found again remains
      Given "berlin" reports "Unable to download updates from the install server" and "Unable to extract contents of pre upgrade check zip" from its pre-upgrade tests
      When "berlin" reports "<found>" from its pre-upgrade tests
      Then the issue "<found>" of "berlin" is New with count 2
      And the issue "<other>" of "berlin" is Resolved with count 1

      Examples:
        | case   | found                                               | other                                               |
        | first  | Unable to download updates from the install server  | Unable to extract contents of pre upgrade check zip |
        | second | Unable to extract contents of pre upgrade check zip | Unable to download updates from the install server  |

    Scenario: A run that finds something else resolves what was found before
      Given "berlin" reports "Unable to download updates from the install server" from its pre-upgrade tests
      When "berlin" reports "Unable to extract contents of pre upgrade check zip" from its pre-upgrade tests
      Then the issue "Unable to download updates from the install server" of "berlin" is Resolved with count 1
      And the issue "Unable to extract contents of pre upgrade check zip" of "berlin" is New with count 1

    Scenario: What has come back after it was resolved is resolved a second time
      Given "berlina" reports "Unable to download updates from the install server" from its pre-upgrade tests
      And "berlin" reports "Unable to download updates from the install server" from its pre-upgrade tests
      And "berlin" reports no error from its pre-upgrade tests
      And "berlin" reports "Unable to download updates from the install server" from its pre-upgrade tests
      When "berlin" reports no error from its pre-upgrade tests
      Then no issue of "berlin" is open
      And the issue "Unable to download updates from the install server" of "berlina" is New with count 1

    Scenario: The same text of another MID Server and from another source remains
      Given the MID Server "oslo" runs Orlando Patch 2
      And "berlin" reports "Unable to download updates from the install server" from its pre-upgrade tests
      And "berlin" reports "Unable to download updates from the install server" from its resource monitor
      And "oslo" reports "Unable to download updates from the install server" from its pre-upgrade tests
      When "berlin" reports no error from its pre-upgrade tests
      Then the issue "Unable to download updates from the install server" of "berlin" is Resolved with count 1
      And the issue "Unable to download updates from the install server" of "berlin" from its resource monitor is New with count 1
      And the issue "Unable to download updates from the install server" of "oslo" is New with count 1

    Scenario: A run of another source that finds nothing resolves its own issue alone
      Given "berlin" reports "Unable to download updates from the install server" from its pre-upgrade tests
      And "berlin" reports "Unable to download updates from the install server" from its resource monitor
      When "berlin" reports no error from its resource monitor
      Then the issue "Unable to download updates from the install server" of "berlin" is New with count 1
      And the issue "Unable to download updates from the install server" of "berlin" from its resource monitor is Resolved with count 1

    Scenario Outline: Nothing but a run resolves an issue
      Given "berlin" reports "Unable to download updates from the install server" from its pre-upgrade tests
      When <deed>
      And 3 days pass
      Then the issue "Unable to download updates from the install server" of "berlin" is New with count 1

      Examples:
        | case                   | deed                                        |
        | days without a run     | 1 day passes                                |
        | a restart              | the instance is restarted                   |
        | an upgrade             | the instance is upgraded to Orlando Patch 3 |
        | the MID Server is Down | "berlin" is stopped                         |
        | Up                     | "berlin" reports the status Up              |
        | Upgrade Failed         | "berlin" reports the status Upgrade Failed  |
        | Upgrading              | "berlin" reports the status Upgrading       |
        | Paused                 | "berlin" reports the status Paused          |
