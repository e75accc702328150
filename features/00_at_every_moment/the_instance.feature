Feature: The instance, at every moment
  An instance names the version that people, restarts and upgrades have made the assigned one.
  Documentation: MID Server upgrades, "Upgrade methods", "Pinning", "Manual upgrade".

  @AUTO-ON-INSTANCE-UPGRADE
  Rule: An upgraded instance tells its MID Servers

    @instance
    Scenario: An upgraded instance tells everybody
      Then at every moment an upgraded instance has autoUpgrade wait for whoever runs another version

  @MAN-ROLE
  Rule: Upgrade MID is for the roles mid_server and admin

    @instance
    Scenario: Only some may act
      Then at every moment whoever has neither the role mid_server nor admin is refused Upgrade MID

  @VER-OVERRIDE
  Rule: The override counts before the stamp

    @instance
    Scenario: Tells override or stamp
      Then at every moment whoever asks for a version is answered with the override, or without one the stamp

  @VER-BUILDSTAMP-RESET
  Rule: The stamp changes by people, restarts and upgrades alone

    @instance
    Scenario: Only people and restarts change the stamp
      Then at every moment the property mid.buildstamp is what people, restarts and upgrades have made it

  @VER-OVERRIDE-CLEARED
  Rule: The override changes by people and upgrades alone

    @instance
    Scenario: Only people and upgrades change the override
      Then at every moment the property mid.version.override is what people and upgrades have made it

  @VER-OVERRIDE-ABSENT
  Rule: The override is not there by itself

    @instance
    Scenario: The override is added by people
      Then at every moment before an upgrade there is no mid.version.override unless somebody has added it
