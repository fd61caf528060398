<?xml version="1.0" encoding="UTF-8"?>
<!-- What a person, a place, a subject, an event or a work of the register is called. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:html="urn:tei-toolkit:html"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- 'Quillfeather, Ambrose': the first name that the register gives, surname first if it says which that is. -->
  <xsl:function name="html:register-name" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="name" as="element()?"
      select="(html:names-of($entry)[@type = ('main', 'reg', 'preferred')], html:names-of($entry))[1]"/>
    <xsl:variable name="surname" as="xs:string" select="normalize-space(string-join($name/(nameLink | surname), ' '))"/>
    <xsl:variable name="others" as="xs:string"
      select="normalize-space(string-join($name/(forename | addName | genName | roleName), ' '))"/>
    <xsl:sequence select="if ($surname) then string-join(($surname, $others)[.], ', ')
      else (normalize-space(string-join($name//text()[not(ancestor::idno | ancestor::gloss)]))[.], string($entry/@xml:id))[1]"/>
  </xsl:function>

  <xsl:function name="html:names-of" as="element()*">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="$entry/(self::category/(catDesc[1]/term, catDesc)[1] | self::event/(eventName | label | head)
      | self::bibl/title | self::*[self::person or self::org or self::place]/(persName | placeName | orgName))"/>
  </xsl:function>
</xsl:stylesheet>
