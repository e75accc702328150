@instance
Feature: What an issue tells
  An administrator learns from an issue which MID Server is concerned, what was found and by whom, since when somebody has
  known of it, and how fresh that is.
  Documentation: MID Server upgrades, "Data provided".

  Background:
    Given the MID Servers "berlin" and "berlina" run Orlando Patch 2

  @ISSUE-FIELDS
  Rule: An issue has the message, the source, the state, the count, the domain and the time of the last detection

    Scenario Outline: An issue that was detected for the first time is New, with count 1
      When "berlin" reports "<message>" from its pre-upgrade tests
      Then the issue "<message>" of "berlin" is New with count 1
      And the issue "<message>" of "berlin" was last detected just now
      And the issue "<message>" of "berlin" is in the domain global
      And there is no issue "<message>" of "berlina"

      Examples:
        | case           | message                                                                                                                                                                                                                                                                                               |
        | a number       | Not enough free disk space. The system reports 500000000 bytes free                                                                                                                                                                                                                                   |
        | plain text     | Unable to download updates from the install server                                                                                                                                                                                                                                                    |
        | a path         | Unable to create folder /opt/servicenow/mid/agent/package/upgradeCheck                                                                                                                                                                                                                                |
        | a second colon | Unable to verify file permissions: java.nio.file.AccessDeniedException: C:/agent/check.txt                                                                                                                                                                                                            |
        | other letters  | Unable to verify file permissions: Zugriff verweigert (Überprüfung)                                                                                                                                                                                                                                   |
        | a warning      | WARN: Unable to look up Log On As user's groups                                                                                                                                                                                                                                                       |
        | a company's &  | Unable to create folder D:\R&D\MID Servers\agent\package\upgradeCheck                                                                                                                                                                                                                                 |
        | a circumflex   | Unable to verify file permissions: no file C:/agent/check^2.txt                                                                                                                                                                                                                                       |
        | two blanks     | Unable to verify file permissions: Access  denied                                                                                                                                                                                                                                                     |
        | a long path    | Unable to create folder D:\ServiceNow MID Servers of the production environment\Frankfurt am Main, second data centre, third floor\MID Servers for Discovery, Service Mapping, Event Management\berlin, which works for the accounting department, the warehouse, the shop\agent\package\upgradeCheck |

    Scenario: An issue keeps the blank that its message ends with
      When "berlin" reports "WARN: Unable to parse $logOnAsUser " from its pre-upgrade tests 2 times, an hour apart
      Then the issue "WARN: Unable to parse $logOnAsUser " of "berlin" is New with count 2

    Scenario Outline: An issue that was detected again tells of the last time
      When "berlin" reports "Unable to download updates from the install server" from its pre-upgrade tests <times>, an hour apart
      And <later> pass
      Then the issue "Unable to download updates from the install server" of "berlin" is New with count <count>
      And the issue "Unable to download updates from the install server" of "berlin" was last detected <later> ago
      And the issue "Unable to download updates from the install server" of "berlin" is in the domain global

      Examples:
        | case         | times    | later                 | count |
        | second time  | 2 times  | 20 minutes            | 2     |
        | third time   | 3 times  | 59 minutes            | 3     |
        | for two days | 49 times | 2 days and 20 minutes | 49    |

    Scenario Outline: What follows a detection changes neither its time nor its count
      Given "berlin" reports "Unable to download updates from the install server" from its pre-upgrade tests
      And 1 hour passes
      When <deed>
      Then the issue "Unable to download updates from the install server" of "berlin" is <state> with count 1
      And the issue "Unable to download updates from the install server" of "berlin" was last detected 1 hour ago

      Examples:
        | case               | deed                                                                                                             | state        |
        | no longer found    | "berlin" reports no error from its pre-upgrade tests                                                             | Resolved     |
        | acknowledged       | an administrator sets the issue "Unable to download updates from the install server" of "berlin" to Acknowledged | Acknowledged |
        | resolved by hand   | an administrator sets the issue "Unable to download updates from the install server" of "berlin" to Resolved     | Resolved     |
        | the same elsewhere | "berlina" reports "Unable to download updates from the install server" from its pre-upgrade tests                | New          |
        | by another source  | "berlin" reports "Unable to download updates from the install server" from its resource monitor                  | New          |
        | stopped MID Server | "berlin" is stopped                                                                                              | New          |

    Scenario Outline: An instance that has begun anew has forgotten nothing of an issue
      Given "berlin" reports "Unable to download updates from the install server" from its pre-upgrade tests 2 times, an hour apart
      When <begun>
      Then the issue "Unable to download updates from the install server" of "berlin" is New with count 2
      And the issue "Unable to download updates from the install server" of "berlin" is in the domain global

      Examples:
        | case      | begun                                       |
        | restarted | the instance is restarted                   |
        | upgraded  | the instance is upgraded to Orlando Patch 3 |
