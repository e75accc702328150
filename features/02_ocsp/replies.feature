@mid
Feature: What the OCSP responder replies
  Whoever steals the key of a signer can sign whatever they like until its certificate is revoked. So a reply counts only when
  it comes from the authority that issued the certificate, is about this certificate, and is current.
  Documentation: MID Server upgrades, "MID Server access to OCSP blocked".

  @ACC-OCSP-ANSWER
  Rule: One reply alone lets a package in: good, about this very certificate, well-formed, current and signed with the right key

    Scenario Outline: The good reply lets a package in
      Given the MID Server "berlin" runs Orlando Patch 2
      When "berlin" is asked to upgrade to <version> <way>
      Then "berlin" has run Orlando Patch 2, then <version>

      Examples:
        | case                  | version                  | way          |
        | hour, newer           | Orlando Patch 3          | at the hour  |
        | command, older        | Orlando Patch 1          | by command   |
        | click, another family | Paris Patch 1            | by hand      |
        | start, hotfix         | Orlando Patch 2 Hotfix 1 | at its start |
        | pin                   | Orlando Patch 4          | by its pin   |

    Scenario Outline: Any other reply keeps the package out
      Given the MID Server "berlin" runs Orlando Patch 2
      And the OCSP responder answers everything with <reply>
      When "berlin" is asked to upgrade to <version> <way>
      Then "berlin" has run Orlando Patch 2
      And the files of "berlin" are those of Orlando Patch 2
      And "berlin" upgrades to <version> once all is well

      Examples: Replies
        | case                  | reply                                              | version                  | way         |
        | revoked               | revoked                                            | Orlando Patch 3          | at the hour |
        | unknown               | unknown                                            | Orlando Patch 1          | at the hour |
        | a page of a proxy     | another page                                       | Orlando Patch 3          | at the hour |
        | a page called a reply | what is no reply                                   | Orlando Patch 3          | at the hour |
        | broken off            | half of the good reply                             | Orlando Patch 4          | at the hour |
        | outdated              | good, a week ago                                   | Orlando Patch 2 Hotfix 1 | at the hour |
        | outdated, and endless | good, a week ago and without an end                | Orlando Patch 3          | at the hour |
        | of next week          | good, from next week on                            | Orlando Patch 3          | at the hour |
        | the key of the root   | good, signed by the root                           | Orlando Patch 3          | at the hour |
        | malformedRequest      | malformedRequest                                   | Orlando Patch 3          | at the hour |
        | an empty reply        | nothing                                            | Orlando Patch 3          | at the hour |
        | wrong key             | good, signed by a stranger                         | Orlando Patch 3          | at the hour |
        | wrong key, right name | good, signed by a stranger in the authority's name | Orlando Patch 1          | at the hour |
        | the signer's own key  | good, signed by the signer itself                  | Orlando Patch 3          | at the hour |
        | tryLater              | tryLater                                           | Orlando Patch 3          | at the hour |
        | unauthorized          | unauthorized                                       | Orlando Patch 1 Hotfix 1 | at the hour |
        | another serial number | good, about another certificate                    | Orlando Patch 3          | at the hour |

      Examples: Occasions
        | case                  | reply                                              | version                  | way                           |
        | revoked, command      | revoked                                            | Orlando Patch 1          | by command                    |
        | unknown, click        | unknown                                            | Orlando Patch 3          | by hand                       |
        | outdated, click       | good, a week ago                                   | Orlando Patch 3          | by hand                       |
        | revoked, start        | revoked                                            | Orlando Patch 1 Hotfix 1 | at its start                  |
        | tryLater, start       | tryLater                                           | Orlando Patch 3          | at its start                  |
        | revoked, pin          | revoked                                            | Orlando Patch 4          | by its pin                    |
        | wrong key, pin        | good, signed by a stranger in the authority's name | Orlando Patch 1          | by its pin                    |
        | unknown, override     | unknown                                            | Orlando Patch 1          | by the override               |
        | revoked, the instance | revoked                                            | Orlando Patch 3          | by an upgrade of the instance |

    Scenario Outline: A reply that keeps another family out
      Given the MID Server "berlin" runs Orlando Patch 1
      And the OCSP responder answers everything with <reply>
      And "berlin" is asked to upgrade to <version> <way>
      When the OCSP responder works again
      And "berlin" is stopped
      Then the files of "berlin" are those of Orlando Patch 1
      When "berlin" is asked to upgrade to <version> at its start
      Then "berlin" has run Orlando Patch 1, then <version>

      Examples:
        | case                   | reply                           | version          | way         |
        | revoked, next          | revoked                         | Paris Patch 1    | at the hour |
        | unknown, before        | unknown                         | New York Patch 9 | by command  |
        | another serial, pinned | good, about another certificate | Paris Patch 1    | by its pin  |

    Scenario Outline: A certificate that was good for the last upgrade is asked about anew for the next one
      Given the MID Server "berlin" runs Orlando Patch 1
      And "berlin" is asked to upgrade to Orlando Patch 2 <way>
      And <time> pass
      When the OCSP responder answers everything with <reply>
      And "berlin" is asked to upgrade to Orlando Patch 3 <way>
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2
      And "berlin" upgrades to Orlando Patch 3 once all is well

      Examples:
        | case                  | reply            | time   | way         |
        | revoked, at once      | revoked          | 1 hour | at the hour |
        | revoked, after 3 days | revoked          | 3 days | by command  |
        | unknown, pin          | unknown          | 1 hour | by its pin  |
        | outdated by a week    | good, a week ago | 8 days | at the hour |

    Scenario: A certificate that was good for an attempt that failed later is asked about anew for the next one
      Given the MID Server "berlin" runs Orlando Patch 1
      And the host of "berlin" refuses to extract packages
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      And up to 24 hours pass until "berlin" is Up
      When the host of "berlin" works again
      And the OCSP responder answers everything with revoked
      And the next check is over
      Then the files of "berlin" are those of Orlando Patch 1
      And "berlin" upgrades to Orlando Patch 2 once all is well, and not before

    Scenario: A package that was refused is refused again for as long as its signer's certificate is revoked
      Given the MID Server "berlin" runs Orlando Patch 1
      And the OCSP responder answers everything with revoked
      And Orlando Patch 2 is assigned
      When 3 days pass
      Then "berlin" has run Orlando Patch 1
      And "berlin" is Up within a day
      And "berlin" upgrades to Orlando Patch 2 once all is well

    Scenario: Two MID Servers are told of one certificate at different times, and each goes by what it was told
      Given the MID Servers "berlin" and "berlina" run Orlando Patch 1
      And "berlin" is asked to upgrade to Orlando Patch 2 by its pin
      When the OCSP responder answers everything with revoked
      And "berlina" is asked to upgrade to Orlando Patch 2 by command
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2
      And "berlina" has run Orlando Patch 1
      And "berlina" upgrades to Orlando Patch 2 once all is well
