@instance
Feature: Where issues are seen
  Server Issues lists the issues of all MID Servers, the related list on a record those of one MID Server. Who works in a domain
  sees what belongs there: an issue belongs where the user of its MID Server does.
  Documentation: MID Server upgrades, "MID Server pre-upgrade check" and "Data provided".

  Background:
    Given the MID Servers "berlin" and "berlina" run Orlando Patch 2

  @ISSUE-VIEWS
  Rule: An issue is shown under Server Issues and on the record of its MID Server

    Scenario Outline: Issues in several states are shown in both views
      Given "berlin" reports "Unable to download updates from the install server" and "Unable to extract contents of pre upgrade check zip" from its pre-upgrade tests
      And "berlina" reports "Unable to download updates from the install server" from its pre-upgrade tests
      And an administrator sets the issue "Unable to download updates from the install server" of "berlin" to <one>
      And an administrator sets the issue "Unable to extract contents of pre upgrade check zip" of "berlin" to <other>
      When <later>
      Then Server Issues and the record of "berlin" show "Unable to download updates from the install server" and "Unable to extract contents of pre upgrade check zip"
      And Server Issues and the record of "berlina" show "Unable to download updates from the install server"

      Examples:
        | case                      | one          | other        | later                                       |
        | both New                  | New          | New          | 1 second passes                             |
        | one Acknowledged          | Acknowledged | New          | 1 hour passes                               |
        | one Resolved              | New          | Resolved     | 21 days pass                                |
        | Acknowledged and Resolved | Acknowledged | Resolved     | the instance is restarted                   |
        | both Resolved             | Resolved     | Resolved     | the instance is upgraded to Orlando Patch 3 |
        | the MID Server is Down    | New          | Acknowledged | "berlin" is stopped                         |

    Scenario: Issues of another source and those that a run has resolved are shown in both views
      Given "berlin" reports "Unable to download updates from the install server" from its pre-upgrade tests
      And "berlin" reports "Unable to extract contents of pre upgrade check zip" from its resource monitor
      When "berlin" reports no error from its pre-upgrade tests
      And "berlina" reports "Unable to create folder /opt/mid/agent/package/upgradeCheck" from its pre-upgrade tests
      Then Server Issues and the record of "berlin" show "Unable to download updates from the install server" and "Unable to extract contents of pre upgrade check zip"
      And Server Issues and the record of "berlina" show "Unable to create folder /opt/mid/agent/package/upgradeCheck"

  @ISSUE-DOMAIN
  Rule: An issue is in the domain of the user of its MID Server

    Scenario Outline: The user's domain counts, whatever that of the record is
      Given the user of "berlin" is in the domain <user>
      And the record of "berlin" is in the domain <record>
      When "berlin" reports "<message>" from its pre-upgrade tests
      Then the issue "<message>" of "berlin" is in the domain <user>

      Examples:
        | case                           | user   | record | message                                             |
        | global, as the record          | global | global | Unable to download updates from the install server  |
        | another one, as the record     | north  | north  | Unable to download updates from the install server  |
        | another one, the record global | north  | global | Unable to extract contents of pre upgrade check zip |
        | global, the record in another  | global | north  | Unable to download updates from the install server  |
        | another one than the record    | south  | north  | Unable to download updates from the install server  |
        | another one, of a warning      | north  | south  | WARN: Unable to look up Log On As user's groups     |

    Scenario Outline: Two MID Servers with users in two domains have issues in two domains
      Given the user of "berlin" is in the domain <first>
      And the user of "berlina" is in the domain <second>
      When "berlin" reports "Unable to download updates from the install server" from its pre-upgrade tests
      And "berlina" reports "Unable to download updates from the install server" from its pre-upgrade tests
      Then the issue "Unable to download updates from the install server" of "berlin" is in the domain <first>
      And the issue "Unable to download updates from the install server" of "berlina" is in the domain <second>

      Examples:
        | case              | first  | second |
        | neither is global | north  | south  |
        | the first is      | global | south  |
        | the second is     | north  | global |

    Scenario Outline: An issue has its domain whatever comes before and after it
      Given the user of "berlin" is in the domain north
      And <before>
      When "berlin" reports "Unable to download updates from the install server" from its pre-upgrade tests <times>, an hour apart
      And <after>
      Then the issue "Unable to download updates from the install server" of "berlin" is in the domain north

      Examples:
        | case                       | before                                      | times   | after                                                |
        | detected three times       | 1 second passes                             | 3 times | 1 second passes                                      |
        | after three weeks          | 21 days pass                                | once    | 21 days pass                                         |
        | restarted instance, before | the instance is restarted                   | once    | 1 second passes                                      |
        | restarted instance, after  | 1 second passes                             | 2 times | the instance is restarted                            |
        | upgraded instance          | the instance is upgraded to Orlando Patch 3 | once    | the instance is upgraded to Orlando Patch 4          |
        | resolved by a run          | 1 second passes                             | 2 times | "berlin" reports no error from its pre-upgrade tests |

    Scenario: A new issue of a user who has moved is where the user is now
      Given the user of "berlin" is in the domain north
      And "berlin" reports "Unable to extract contents of pre upgrade check zip" from its pre-upgrade tests
      And the user of "berlin" is in the domain south
      When "berlin" reports "Unable to download updates from the install server" from its pre-upgrade tests
      Then the issue "Unable to download updates from the install server" of "berlin" is in the domain south
