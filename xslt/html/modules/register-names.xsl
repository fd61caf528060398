<?xml version="1.0" encoding="UTF-8"?>
<!-- What a person or a place of the register is called. -->
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
      select="($entry/(persName | placeName | orgName)[@type = ('main', 'reg', 'preferred')],
               $entry/(persName | placeName | orgName))[1]"/>
    <xsl:variable name="surname" as="xs:string" select="normalize-space(string-join($name/(nameLink | surname), ' '))"/>
    <xsl:variable name="others" as="xs:string"
      select="normalize-space(string-join($name/(forename | addName | genName | roleName), ' '))"/>
    <xsl:sequence select="if ($surname) then string-join(($surname, $others)[.], ', ')
      else (normalize-space($name)[.], string($entry/@xml:id))[1]"/>
  </xsl:function>
</xsl:stylesheet>
