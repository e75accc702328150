@instance
Feature: How often an issue was detected
  The count tells an error that has come and gone from one that has been there for days. It is kept for each MID Server, each
  source and each message, also where two MID Servers share a login.
  Documentation: MID Server upgrades, "Data provided".

  Background:
    Given the MID Servers "berlin" and "berlina" run Orlando Patch 2

  @ISSUE-COUNT
  Rule: Each run that finds an issue again adds one to its count

    Scenario Outline: One issue counts all runs that have met it
      When "berlin" reports "Unable to download updates from the install server" from its pre-upgrade tests <times>, an hour apart
      Then the issue "Unable to download updates from the install server" of "berlin" is New with count <count>

      Examples:
        | case       | times    | count |
        | two runs   | 2 times  | 2     |
        | three runs | 3 times  | 3     |
        | two digits | 12 times | 12    |
        | two days   | 49 times | 49    |

    Scenario: The same text for two MID Servers is an issue of each, with a count of its own
      Given the MID Server "oslo" runs Orlando Patch 2
      And "berlin" reports "Unable to download updates from the install server" from its pre-upgrade tests 3 times, an hour apart
      When "oslo" reports "Unable to download updates from the install server" from its pre-upgrade tests 2 times, an hour apart
      And "berlin" reports "Unable to download updates from the install server" from its pre-upgrade tests
      Then the issue "Unable to download updates from the install server" of "berlin" is New with count 4
      And the issue "Unable to download updates from the install server" of "oslo" is New with count 2

    Scenario: Two messages of one run are two issues, each with a count of its own
      Given "berlin" reports "Unable to download updates from the install server" from its pre-upgrade tests
      When "berlin" reports "Unable to extract contents of pre upgrade check zip" and "Unable to download updates from the install server" from its pre-upgrade tests 2 times, an hour apart
      Then the issue "Unable to download updates from the install server" of "berlin" is New with count 3
      And the issue "Unable to extract contents of pre upgrade check zip" of "berlin" is New with count 2

    Scenario: The same text from two sources is an issue of each, with a count of its own
      Given "berlin" reports "Unable to download updates from the install server" from its pre-upgrade tests
      When "berlin" reports "Unable to download updates from the install server" from its resource monitor 2 times, an hour apart
      Then the issue "Unable to download updates from the install server" of "berlin" is New with count 1
      And the issue "Unable to download updates from the install server" of "berlin" from its resource monitor is New with count 2

    Scenario Outline: A count goes on after whatever comes between two runs
      Given "berlin" reports "Unable to download updates from the install server" from its pre-upgrade tests 2 times, an hour apart
      And <between>
      When "berlin" reports "Unable to download updates from the install server" from its pre-upgrade tests
      Then the issue "Unable to download updates from the install server" of "berlin" is New with count 3
      And the issue "Unable to download updates from the install server" of "berlin" was last detected just now

      Examples:
        | case                       | between                                               |
        | no time at all             | 1 second passes                                       |
        | three weeks                | 21 days pass                                          |
        | a restart of the instance  | the instance is restarted                             |
        | an upgrade of the instance | the instance is upgraded to Orlando Patch 3           |
        | a MID Server that is Down  | the connection of "berlin" is lost                    |
        | a run of another           | "berlina" reports no error from its pre-upgrade tests |
        | another source             | "berlin" reports no error from its resource monitor   |

  @ISSUE-COUNT-MESSAGE
  Rule: Another message is another issue, and the former one is resolved

    Scenario Outline: A run that has met something like it has found another issue
      Given "berlin" reports "<before>" from its pre-upgrade tests
      When "berlin" reports "<after>" from its pre-upgrade tests
      Then the issue "<before>" of "berlin" is Resolved with count 1
      And the issue "<after>" of "berlin" is New with count 1

      Examples:
        | case             | before                                                              | after                                                               |
        | another number   | Not enough free disk space. The system reports 500000000 bytes free | Not enough free disk space. The system reports 400000000 bytes free |
        | one digit less   | Not enough free disk space. The system reports 500000000 bytes free | Not enough free disk space. The system reports 50000000 bytes free  |
        | another path     | Unable to create folder /opt/mid/agent/package/upgradeCheck         | Unable to create folder /opt/mid2/agent/package/upgradeCheck        |
        | something behind | Unable to verify file permissions: denied                           | Unable to verify file permissions: denied again                     |
