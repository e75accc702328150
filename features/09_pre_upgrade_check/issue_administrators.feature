@instance
Feature: What administrators do with issues
  An administrator who has looked at an issue acknowledges it, and resolves what no run of the tests will resolve: a MID Server that
  is Down runs none. In the instance an issue has the states New, Acknowledged and Resolved.
  Documentation: MID Server upgrades, "Data provided".

  Background:
    Given the MID Servers "berlin" and "berlina" run Orlando Patch 2
    And "berlin" reports "Unable to download updates from the install server" and "Unable to extract contents of pre upgrade check zip" from its pre-upgrade tests
    And "berlina" reports "Unable to download updates from the install server" from its pre-upgrade tests

  @ISSUE-ACKNOWLEDGED
  Rule: An administrator makes an issue Acknowledged, and nothing else does

    Scenario Outline: An acknowledged issue remains so, and no other becomes so
      When an administrator sets the issue "Unable to download updates from the install server" of "berlin" to Acknowledged
      And <later>
      Then the issue "Unable to download updates from the install server" of "berlin" is Acknowledged with count 1
      And the issue "Unable to extract contents of pre upgrade check zip" of "berlin" is New with count 1
      And the issue "Unable to download updates from the install server" of "berlina" is New with count 1

      Examples:
        | case                | later                                               |
        | at once             | 1 second passes                                     |
        | after three weeks   | 21 days pass                                        |
        | restarted instance  | the instance is restarted                           |
        | upgraded instance   | the instance is upgraded to Orlando Patch 3         |
        | the MID Server Down | "berlin" is stopped                                 |
        | another source      | "berlin" reports no error from its resource monitor |

    Scenario Outline: Detections never make an issue Acknowledged
      When "berlina" reports "Unable to download updates from the install server" from its pre-upgrade tests <times>, an hour apart
      Then the issue "Unable to download updates from the install server" of "berlina" is New with count <count>

      Examples:
        | case         | times    | count |
        | second       | once     | 2     |
        | twelfth      | 11 times | 12    |
        | for two days | 48 times | 49    |

    Scenario: An issue that was looked at in both views is still New
      When Orlando Patch 3 is assigned
      Then Server Issues and the record of "berlina" show "Unable to download updates from the install server"
      And the issue "Unable to download updates from the install server" of "berlina" is New with count 1

  @ISSUE-ACKNOWLEDGED-KEPT
  Rule: A further detection of an acknowledged issue is counted, and leaves it Acknowledged

    Scenario Outline: An acknowledged issue is counted on
      Given an administrator sets the issue "Unable to download updates from the install server" of "berlina" to Acknowledged
      And <between>
      When "berlina" reports "Unable to download updates from the install server" from its pre-upgrade tests <times>, an hour apart
      Then the issue "Unable to download updates from the install server" of "berlina" is Acknowledged with count <count>
      And the issue "Unable to download updates from the install server" of "berlina" was last detected just now

      Examples:
        | case              | between                   | times   | count |
        | one run           | 1 hour passes             | once    | 2     |
        | two runs          | 1 hour passes             | 2 times | 3     |
        | three weeks later | 21 days pass              | 2 times | 3     |
        | after a restart   | the instance is restarted | 2 times | 3     |

  @ISSUE-RESOLVED-MANUAL
  Rule: An issue that no run resolves is resolved by an administrator, and remains so

    Scenario Outline: An issue of a MID Server that is Down is resolved by hand
      Given "berlin" is stopped
      And an administrator sets the issue "Unable to download updates from the install server" of "berlin" to <before>
      When an administrator sets the issue "Unable to download updates from the install server" of "berlin" to Resolved
      And <later>
      Then the issue "Unable to download updates from the install server" of "berlin" is Resolved with count 1
      And the issue "Unable to extract contents of pre upgrade check zip" of "berlin" is New with count 1
      And the issue "Unable to download updates from the install server" of "berlina" is New with count 1

      Examples:
        | case                       | before       | later                                                                                            |
        | New                        | New          | 1 second passes                                                                                  |
        | New, three weeks later     | New          | 21 days pass                                                                                     |
        | Acknowledged               | Acknowledged | 3 days pass                                                                                      |
        | the instance is restarted  | New          | the instance is restarted                                                                        |
        | the instance is upgraded   | New          | the instance is upgraded to Orlando Patch 3                                                      |
        | the MID Server is Up again | Acknowledged | "berlin" is started                                                                              |
        | a report of another one    | New          | "berlina" reports "Unable to download updates from the install server" from its resource monitor |

  @ISSUE-REOPENED
  Rule: A resolved issue that is detected again is a second one, and nothing changes in the first

    Scenario Outline: What is found again after it was resolved is a new issue
      Given 1 hour passes
      And <resolved>
      And <between>
      When "berlina" reports "Unable to download updates from the install server" from its pre-upgrade tests
      Then the issues "Unable to download updates from the install server" of "berlina" are Resolved with count 1 and New with count 1
      And the issues "Unable to download updates from the install server" of "berlina" were last detected <first> ago and just now

      Examples:
        | case                           | resolved                                                                                                      | between         | first              |
        | resolved by a run              | "berlina" reports no error from its pre-upgrade tests                                                         | 1 hour passes   | 2 hours            |
        | by a run, three weeks ago      | "berlina" reports no error from its pre-upgrade tests                                                         | 21 days pass    | 21 days and 1 hour |
        | by hand, while the cause lasts | an administrator sets the issue "Unable to download updates from the install server" of "berlina" to Resolved | 1 hour passes   | 2 hours            |
        | by hand, at once               | an administrator sets the issue "Unable to download updates from the install server" of "berlina" to Resolved | 1 second passes | 1 hour             |

    Scenario: A second issue is counted on, and resolved in its turn
      Given "berlina" reports no error from its pre-upgrade tests
      And "berlina" reports "Unable to download updates from the install server" from its pre-upgrade tests 2 times, an hour apart
      And the instance is restarted
      When "berlina" reports no error from its pre-upgrade tests
      Then the issues "Unable to download updates from the install server" of "berlina" are Resolved with count 1 and Resolved with count 2
